import type { Behaviour, Intent } from './behaviour.ts';

/** Whether plain text carries one of the intents. */
export const hasIntent = (plain: string, behaviour: Behaviour, ...intents: Intent[]): boolean =>
  intents.some((intent) => behaviour.intents[intent].some((pattern) => pattern.test(plain)));

/** "Yes", and no "not right" beside it. */
export const agrees = (plain: string, behaviour: Behaviour): boolean =>
  hasIntent(plain, behaviour, 'yes') && !hasIntent(plain, behaviour, 'no');
