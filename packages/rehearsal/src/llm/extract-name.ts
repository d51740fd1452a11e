import type { Behaviour } from './behaviour.ts';
import { stripPhrases } from './strip-phrases.ts';

/** A fact that was found, and the text without the words that told it. */
export interface Found {
  value: string;
  rest: string;
}

const statements = [
  /\b(?:my|the|his|her) (?:full |first |last )?name(?: is| as| his| it is| s| should be)? (?=(.+)$)/g,
  /\b(?:this is|i am|call me) (?=(.+)$)/g,
];
const longest = 4;

/** The words up to the first that no name contains; undefined when there is none or are too many. */
function nameWords(text: string, behaviour: Behaviour): string[] | undefined {
  const words = text.split(' ');
  const end = words.findIndex((word) => behaviour.not_names.has(word) || /[^\p{L}-]|ing$/u.test(word));
  const name = words.slice(0, end < 0 ? words.length : end);
  while (name.length > 2 && (name.at(-1) as string).length === 1) name.pop();
  return name.length > 0 && name.length <= longest ? name : undefined;
}

/** "i am mary calling about …", "this is john smith": not "i am angry". */
const introduces = (words: string[], after: string): boolean =>
  words.length > 1
    ? /^$|^(and|from|at|with|in|i|my|\|)/.test(after)
    : /^(from|calling|speaking|here|at|in)\b/.test(after);

/**
 * A name in plain text: "my name is …", "this is …".
 * @param asked also takes a bare name, because the caller was just asked for it.
 */
export function extractName(plain: string, behaviour: Behaviour, { asked = false } = {}): Found | undefined {
  for (const [at, statement] of statements.entries()) {
    for (const match of plain.matchAll(statement)) {
      const told = match[1] as string;
      const words = nameWords(told, behaviour);
      if (!words) continue;
      const value = words.join(' ');
      const after = told.slice(value.length).trim();
      if (at > 0 && !asked && !introduces(words, after)) continue;
      return { value, rest: `${plain.slice(0, match.index)} | ${after}`.trim() };
    }
  }
  if (!asked) return undefined;
  const { before_answer, after_answer } = behaviour.strip;
  const bare = stripPhrases(stripPhrases(plain, before_answer), after_answer);
  const words = bare === '' ? undefined : nameWords(bare, behaviour);
  if (!words) return undefined;
  const name = words.join(' ');
  const after = bare.slice(name.length).trim();
  return after === '' || /^(\||and|from|at|with|i|my)/.test(after) ? { value: name, rest: after } : undefined;
}
