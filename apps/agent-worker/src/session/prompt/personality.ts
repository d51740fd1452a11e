import type { Personality } from '@parley/contracts';

/** What the ends of each slider ask for. */
const traits: Record<keyof Personality, [low: string, high: string]> = {
  warmth: [
    'matter-of-fact: no small talk, no compliments',
    'warm: show that you care how the caller is doing',
  ],
  formality: ['casual, as among neighbours', 'formal: full sentences, sir or madam, no slang'],
  detail: ['as short as can be: the answer and nothing else', 'thorough: explain, and give an example'],
  humour: ['sober: no jokes', 'playful: a light joke is welcome where nobody is upset'],
  initiative: ['let the caller lead, and wait to be asked', 'lead the call: say what comes next'],
};

/** How far from the middle a slider must be to be spoken of, and to be stressed. */
const slight = 15;
const strong = 35;

/** One line for each slider that is off its middle. */
export function describePersonality(personality: Personality): string[] {
  return (Object.keys(traits) as (keyof Personality)[]).flatMap((trait) => {
    const off = personality[trait] - 50;
    if (Math.abs(off) < slight) return [];
    const [low, high] = traits[trait];
    return [`- ${Math.abs(off) >= strong ? 'Very' : 'Rather'} ${off < 0 ? low : high}.`];
  });
}
