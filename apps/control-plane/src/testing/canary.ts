import { randomInt } from 'node:crypto';

const letters = 'bcdfghjklmnpqrstvwxz';
const word = () => Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');

/** Words that are nowhere else, each for one field; they can be searched for like any other word. */
export interface Canaries {
  /** A new one. */
  make(): string;
  /** Those among the made ones that a text holds. */
  in(text: string): Set<string>;
}

export function createCanaries(): Canaries {
  const mark = `zq${letters[randomInt(letters.length)]}`;
  const made = new Set<string>();
  const pattern = new RegExp(`${mark}[${letters}]{12}`, 'gi');
  return {
    make: () => {
      const canary = mark + word();
      made.add(canary);
      return canary;
    },
    in: (text) =>
      new Set([...text.matchAll(pattern)].map(([one]) => one.toLowerCase()).filter((one) => made.has(one))),
  };
}
