import { voice } from '@livekit/agents';
import { IdleLadder, type IdleLadderOptions } from './idle-ladder.ts';

/** Runs the ladder by what the session does. */
export function followSilence(session: voice.AgentSession, options: IdleLadderOptions): IdleLadder {
  const ladder = new IdleLadder(options);
  const { AgentStateChanged, UserStateChanged, UserInputTranscribed, Close } = voice.AgentSessionEventTypes;
  const look = (): void => {
    const silent = session.agentState === 'listening' && session.userState !== 'speaking';
    if (silent) ladder.quiet();
    else ladder.busy();
  };
  session.on(AgentStateChanged, look);
  session.on(UserStateChanged, look);
  session.on(UserInputTranscribed, ({ transcript }) => {
    if (transcript.trim() !== '') ladder.words();
  });
  session.on(Close, () => ladder.stop());
  return ladder;
}
