import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { controlLook, Field } from '../../components/field.tsx';
import { LevelMeter } from './level-meter.tsx';
import type { MicrophoneFailure } from './microphone-failure.ts';
import { useMicrophone } from './use-microphone.ts';

const failureWords: Record<MicrophoneFailure, string> = {
  refused: 'The browser does not allow the microphone. Allow it in the address bar, or start and type.',
  missing: 'No microphone was found. Plug one in, or start and type.',
  busy: 'The microphone cannot be opened; another program may hold it. Close that, or start and type.',
  insecure: 'The browser gives a microphone only to https:// pages and to 127.0.0.1. You can start and type.',
  lost: 'The microphone was unplugged. Plug it in again, or start and type.',
};

/** Choice of the device, and a test that shows whether it hears. */
export function MicrophoneChoice() {
  const { microphone, state } = useMicrophone();
  const testing = state.status === 'open' || state.status === 'opening';
  useEffect(() => {
    void microphone.refreshDevices();
  }, [microphone]);

  return (
    <div className="grid gap-2">
      <Field label="Microphone" problem={state.failure ? failureWords[state.failure] : undefined}>
        {(ids) => (
          <select
            {...ids}
            value={state.deviceId}
            onChange={(event) => void microphone.choose(event.target.value)}
            data-testid="microphone"
            className={controlLook}
          >
            <option value="">The system’s choice</option>
            {state.devices.map((device) => (
              <option key={device.id} value={device.id}>
                {device.label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="flex items-center gap-3">
        <div className="grow">
          <LevelMeter stream={state.stream} />
        </div>
        <Button
          onClick={() => (testing ? microphone.close() : void microphone.open())}
          data-testid="mic-test"
        >
          {testing ? 'End test' : 'Test'}
        </Button>
      </div>
    </div>
  );
}
