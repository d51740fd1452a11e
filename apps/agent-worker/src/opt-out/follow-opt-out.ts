import { voice } from '@livekit/agents';
import type { OptOut } from './opt-out.ts';
import { wantsNoMoreCalls } from './wants-no-more-calls.ts';

/** The key that ends all calls, alone. */
export const optOutKey = '9';

/** Listens to what the person says for a demand not to be called again, whatever the model makes of it. */
export function followOptOut(
  session: voice.AgentSession,
  { optOut, languages }: { optOut: Pick<OptOut, 'run'>; languages: readonly string[] },
): void {
  session.on(voice.AgentSessionEventTypes.UserInputTranscribed, ({ transcript, isFinal }) => {
    if (isFinal && wantsNoMoreCalls(transcript, languages)) void optOut.run('words');
  });
}
