import type { voice } from '@livekit/agents';
import type { SessionBrief } from '@parley/contracts';
import type { CallRecording } from '../recording/call-recording.ts';
import type { CallEnding } from './call-ending.ts';
import type { CallLanguage } from './call-language.ts';
import type { FillIn } from './call-variables.ts';
import type { Phrases } from './phrases.ts';
import { sayIfOpen } from './say-if-open.ts';

/**
 * Says or asks what the recording wants, and greets the caller; outside the opening hours says so. Hangs up where the agent takes no messages then, or where the
 * call cannot be taken at all.
 */
export async function openCall(call: {
  session: Pick<voice.AgentSession, 'say'>;
  brief: Pick<SessionBrief, 'config' | 'is_open' | 'answer_with'>;
  ending: CallEnding;
  language: Pick<CallLanguage, 'phrases'>;
  fillIn: FillIn;
  recording?: Pick<CallRecording, 'open'> | undefined;
}): Promise<void> {
  const { session, brief, ending, language, fillIn, recording } = call;
  const words = openingWords({ brief, language, fillIn });
  if (farewellOf(brief, language.phrases) === undefined) {
    await recording?.open();
    return void sayIfOpen(session, words);
  }
  try {
    await sayIfOpen(session, words, { allowInterruptions: false })?.waitForPlayout();
  } finally {
    ending.end({ by: 'agent', reason: 'agent_hung_up' });
  }
}

/** The first that is said to who calls in. */
export function openingWords(call: {
  brief: Pick<SessionBrief, 'config' | 'is_open' | 'answer_with'>;
  language: Pick<CallLanguage, 'phrases'>;
  fillIn: FillIn;
}): string {
  const { brief, language, fillIn } = call;
  const farewell = farewellOf(brief, language.phrases);
  if (farewell !== undefined) return farewell;
  const closed = brief.answer_with === 'voicemail' || !brief.is_open;
  return closed ? language.phrases.closed : fillIn(brief.config.greeting);
}

/** The caller is only told something, and hung up on. */
export const isFarewell = (
  brief: Pick<SessionBrief, 'config' | 'is_open' | 'answer_with'>,
  { phrases }: Pick<CallLanguage, 'phrases'>,
): boolean => farewellOf(brief, phrases) !== undefined;

/** What is all that the caller is told; undefined when there is to be a conversation. */
function farewellOf(
  { config, is_open, answer_with }: Pick<SessionBrief, 'config' | 'is_open' | 'answer_with'>,
  phrases: Phrases,
): string | undefined {
  if (answer_with === 'unavailable_message') return phrases.unavailable;
  if (answer_with === 'closed_message') return phrases.closedGoodbye;
  const shut = !is_open && answer_with === null && config.when_closed === 'hang_up';
  return shut ? phrases.closedGoodbye : undefined;
}
