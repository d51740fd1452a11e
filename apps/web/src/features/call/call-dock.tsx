import { Button } from '../../components/button.tsx';
import { LevelMeter } from '../microphone/level-meter.tsx';
import { useMicrophone } from '../microphone/use-microphone.ts';
import { TypeBox } from './type-box.tsx';
import { useCall } from './use-call.ts';

/** The controls of a running call: type, mute, stop. */
export function CallDock() {
  const { call, state } = useCall();
  const { state: microphone } = useMicrophone();
  const live = state.phase === 'live';
  return (
    <div className="grid gap-3 p-3 sm:flex sm:items-center">
      <TypeBox enabled={live} unsentText={state.unsentText} onSend={(text) => void call.sendText(text)} />
      <div className="flex items-center gap-2">
        <div className="w-16 shrink grow sm:w-24 sm:grow-0">
          <LevelMeter stream={microphone.stream} muted={state.muted} />
        </div>
        <Button
          aria-pressed={state.muted}
          disabled={!live || !state.microphonePublished}
          onClick={() => void call.setMuted(!state.muted)}
          data-testid="mute"
        >
          {state.muted ? 'Unmute' : 'Mute'}
        </Button>
        <Button
          look="danger"
          disabled={state.phase === 'stopping'}
          onClick={() => void call.stop()}
          data-testid="stop"
        >
          {state.phase === 'stopping' ? 'Stopping' : 'Stop'}
        </Button>
      </div>
    </div>
  );
}
