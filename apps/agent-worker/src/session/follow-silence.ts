import { voice } from '@livekit/agents';
import { asksToWait } from './asks-to-wait.ts';
import type { Floor } from './floor.ts';
import { IdleLadder, type IdleLadderOptions } from './idle-ladder.ts';

/** Who asks to be waited for is not asked whether they are there for so long. */
const patienceMs = 90_000;

/** Runs the ladder by what the session does. */
export function followSilence(
  session: voice.AgentSession,
  options: IdleLadderOptions & { floor: Floor },
): IdleLadder {
  const ladder = new IdleLadder(options);
  const { AgentStateChanged, UserStateChanged, UserInputTranscribed, Close } = voice.AgentSessionEventTypes;
  const look = (): void => {
    const silent =
      options.floor.free && session.agentState === 'listening' && session.userState !== 'speaking';
    if (silent) ladder.quiet();
    else ladder.busy();
  };
  session.on(AgentStateChanged, look);
  session.on(UserStateChanged, look);
  options.floor.onChange(look);
  session.on(UserInputTranscribed, ({ transcript, isFinal }) => {
    if (transcript.trim() !== '') ladder.words();
    if (isFinal && asksToWait(transcript)) ladder.rest(patienceMs);
  });
  session.on(Close, () => ladder.stop());
  return ladder;
}
