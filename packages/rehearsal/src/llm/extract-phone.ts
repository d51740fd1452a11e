import { sentenceEnd } from '../text/plain-text.ts';
import { type ReadWord, readNumbers } from '../text/read-numbers.ts';
import { groupDigits } from '../text/say-digits.ts';
import type { Found } from './extract-name.ts';

const fewest = 7;
const most = 15;
const leadIn =
  /(?:\b(?:and|so|you can|it is|that is|my|the|a|phone|telephone|cell|mobile|home|best|call back|contact|number|is|reach|call|me|back|at|on|by|under) ?)+$/;
const betweenDigits = new Set([sentenceEnd, 'area', 'code', 'then', 'dash', 'extension']);

export interface FoundPhone extends Partial<Found> {
  /** All digits of the longest run, when they are too few for a number. */
  partial?: string;
}

interface Run {
  digits: string;
  from: number;
  to: number;
}

const emptyRun = (at: number): Run => ({ digits: '', from: at, to: at });

function runsOf(read: ReadWord[]): Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const [at, word] of read.entries()) {
    if (word.number !== undefined) {
      if (open === undefined) runs.push(emptyRun(at));
      open = runs.at(-1) as Run;
      open.digits += word.number;
      open.to = at + 1;
    } else if (!betweenDigits.has(word.text)) open = undefined;
  }
  return runs;
}

/** A telephone number in plain text, spoken or written; `value` has its groups apart: `555 0142`. */
export function extractPhone(plain: string): FoundPhone {
  const read = readNumbers(plain.split(' '), { homophones: true });
  const [run] = runsOf(read).sort((one, other) => other.digits.length - one.digits.length);
  if (run === undefined) return {};
  if (run.digits.length < fewest || run.digits.length > most) return { partial: run.digits };
  const textOf = (words: ReadWord[]) => words.map(({ text }) => text).join(' ');
  const before = textOf(read.slice(0, run.from)).replace(leadIn, '').trim();
  return {
    value: groupDigits(run.digits).join(' '),
    rest: `${before} | ${textOf(read.slice(run.to))}`.replace(/^ *\| *| *\| *$/g, '').trim(),
  };
}
