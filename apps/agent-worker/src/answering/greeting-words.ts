import type { SessionBrief } from '@parley/contracts';
import type { CallLanguage } from '../session/call-language.ts';
import type { FillIn } from '../session/call-variables.ts';

/** What a person who answers a call out is greeted with. */
export function greetingWords(call: {
  brief: Pick<SessionBrief, 'config'>;
  language: Pick<CallLanguage, 'phrases'>;
  fillIn: FillIn;
}): string {
  const { greeting, calls_out: callsOut } = call.brief.config;
  const words = [call.fillIn(greeting)];
  if (callsOut.announce_opt_out) words.push(call.language.phrases.optOutKey);
  return words.join(' ');
}
