import type { SessionBrief } from '@parley/contracts';
import type { Voice } from '@parley/voice';
import { greetingWords } from '../answering/greeting-words.ts';
import type { CallLanguage } from './call-language.ts';
import type { FillIn } from './call-variables.ts';
import { openingWords } from './open-call.ts';
import { goesOn, wordsToResume } from './resume-call.ts';

/**
 * Has the first words spoken before anybody listens, and says which others will be fixed ones. What is said with the
 * variables of one call is about one caller, and is not kept.
 */
export async function prepareWords(call: {
  tts: Pick<Voice['tts'], 'prepare' | 'expect'>;
  brief: SessionBrief;
  language: Pick<CallLanguage, 'phrases'>;
  fillIn: FillIn;
}): Promise<void> {
  const { tts, brief, language } = call;
  const { phrases } = language;
  const lasting = Object.keys(brief.call?.variables ?? {}).length === 0;
  const opening = firstWords(call);
  const others = [
    phrases.stillThere,
    phrases.idleGoodbye,
    phrases.timeIsUp,
    phrases.goodbye,
    phrases.troubled,
    phrases.sayAgain,
    `${phrases.wasGone} ${phrases.goOn}`,
    phrases.backAtStart,
  ];
  await tts.expect(lasting ? others : []);
  // What an earlier process said last is this caller's alone.
  if (opening) await tts.prepare(opening, { lasting: lasting && !goesOn(brief, language) });
  await prepareBridges(call);
}

/** @returns undefined where the model speaks first */
function firstWords(call: {
  brief: SessionBrief;
  language: Pick<CallLanguage, 'phrases'>;
  fillIn: FillIn;
}): string | undefined {
  const { brief, language } = call;
  if (goesOn(brief, language)) return wordsToResume(brief.so_far, language.phrases);
  return brief.call?.direction === 'outbound' ? greetingWords(call) : openingWords(call);
}

/** What is said when no provider answers must be there before. Nothing of the caller is in it. */
export async function prepareBridges(call: {
  tts: Pick<Voice['tts'], 'prepare' | 'expect'>;
  language: Pick<CallLanguage, 'phrases'>;
}): Promise<void> {
  const { oneMoment, cannotAnswer, callAgain, notCaught } = call.language.phrases;
  await call.tts.prepare(oneMoment, { lasting: true });
  await call.tts.expect([cannotAnswer, callAgain, notCaught]);
}
