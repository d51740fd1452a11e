import { speakableText } from './speakable-text.ts';

export interface WordTime {
  word: string;
  startMs: number;
  endMs: number;
}

interface Sound {
  startMs: number;
  endMs: number;
}

/**
 * When each word of `text` is heard. flite tells when each sound ends, but not where words do: within a
 * phrase (between pauses) the sounds are shared out by the words' lengths.
 * @param phones sounds with their ends in seconds, `pau` being a pause.
 */
export function wordTimes(text: string, phones: { phone: string; end: number }[]): WordTime[] {
  const words = text.split(/\s+/).filter((word) => letters(word) > 0);
  const spoken = groupSounds(phones);
  const written = groupWords(words);
  if (spoken.length === written.length) {
    return written.flatMap((group, index) => shareOut(group, spoken[index] ?? []));
  }
  return shareOut(words, spoken.flat());
}

function groupSounds(phones: { phone: string; end: number }[]): Sound[][] {
  const groups: Sound[][] = [];
  let group: Sound[] = [];
  let startMs = 0;
  for (const { phone, end } of phones) {
    const endMs = Math.round(end * 1000);
    if (phone !== 'pau') group.push({ startMs, endMs });
    else if (group.length > 0) {
      groups.push(group);
      group = [];
    }
    startMs = endMs;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

function groupWords(words: string[]): string[][] {
  const groups: string[][] = [[]];
  for (const word of words) {
    groups.at(-1)?.push(word);
    if (/[,.;:!?]["')]*$/.test(word)) groups.push([]);
  }
  return groups.filter((group) => group.length > 0);
}

function shareOut(words: string[], sounds: Sound[]): WordTime[] {
  const total = words.reduce((sum, word) => sum + letters(word), 0);
  let seen = 0;
  let first = 0;
  return words.map((word) => {
    seen += letters(word);
    const next = Math.max(first + 1, Math.round((seen / total) * sounds.length));
    const from = sounds[Math.min(first, sounds.length - 1)];
    const to = sounds[Math.min(next, sounds.length) - 1];
    first = Math.min(next, sounds.length);
    return { word, startMs: from?.startMs ?? 0, endMs: to?.endMs ?? from?.endMs ?? 0 };
  });
}

const letters = (word: string): number => speakableText(word).replace(/[^\p{L}]/gu, '').length;
