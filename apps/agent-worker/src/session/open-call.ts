import type { voice } from '@livekit/agents';
import type { SessionBrief } from '@parley/contracts';
import type { CallEnding } from './call-ending.ts';
import type { CallLanguage } from './call-language.ts';
import type { FillIn } from './call-variables.ts';
import { sayIfOpen } from './say-if-open.ts';

/** Greets the caller; outside the opening hours says so, and hangs up where the agent takes no messages then. */
export async function openCall(call: {
  session: Pick<voice.AgentSession, 'say'>;
  brief: Pick<SessionBrief, 'config' | 'is_open'>;
  ending: CallEnding;
  language: Pick<CallLanguage, 'phrases'>;
  fillIn: FillIn;
}): Promise<void> {
  const { session, brief, ending, language, fillIn } = call;
  if (brief.is_open) return void sayIfOpen(session, fillIn(brief.config.greeting));
  if (brief.config.when_closed === 'take_message') return void sayIfOpen(session, language.phrases.closed);
  try {
    await sayIfOpen(session, language.phrases.closedGoodbye, { allowInterruptions: false })?.waitForPlayout();
  } finally {
    ending.end({ by: 'agent', reason: 'agent_hung_up' });
  }
}
