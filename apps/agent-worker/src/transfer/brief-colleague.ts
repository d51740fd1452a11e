import type { TransferFailure, TransferTarget } from '@parley/contracts';
import type { Phrases } from '../session/phrases.ts';
import type { BriefingLine } from './briefing-line.ts';

/** How long a person may think about it, each time they are asked. */
const thinkingMs = 8_000;
const asks = 2;

export type Verdict = { accepted: true } | { accepted: false; failure: TransferFailure };

/**
 * Tells the person what the call is about, and hears whether they take it: by key 1, or where the target says so by
 * staying on. A machine that answered presses nothing.
 * @throws when nothing can be said
 */
export async function briefColleague({
  line,
  summary,
  accept,
  phrases,
  signal,
}: {
  line: Pick<BriefingLine, 'say' | 'nextKey'>;
  summary: Promise<string>;
  accept: TransferTarget['accept'];
  phrases: Pick<Phrases, 'callFor' | 'pressToTake'>;
  signal: AbortSignal;
}): Promise<Verdict> {
  const told = `${phrases.callFor} ${await summary}`;
  if (accept === 'stay') {
    await line.say(told);
    return { accepted: true };
  }
  for (let asked = 0; asked < asks && !signal.aborted; asked++) {
    // Who knows what to press need not hear it out.
    const saying = line.say(asked === 0 ? `${told} ${phrases.pressToTake}` : phrases.pressToTake);
    const key = await firstChoice(line, saying, signal);
    if (key === '1') return { accepted: true };
    if (key === '2') return { accepted: false, failure: 'declined' };
  }
  return { accepted: false, failure: 'not_accepted' };
}

/** Other keys are slips. */
async function firstChoice(
  line: Pick<BriefingLine, 'nextKey'>,
  saying: Promise<void>,
  signal: AbortSignal,
): Promise<'1' | '2' | undefined> {
  let heardOut = false;
  let broken: Error | undefined;
  saying.then(
    () => {
      heardOut = true;
    },
    (error: unknown) => {
      broken = new Error('the person could not be spoken to', { cause: error });
    },
  );
  for (let waited = 0; waited < thinkingMs && !signal.aborted; ) {
    const key = await line.nextKey(stepMs, signal);
    if (key === '1' || key === '2') return key;
    if (broken) throw broken;
    if (heardOut) waited += stepMs;
  }
  return undefined;
}

const stepMs = 250;
