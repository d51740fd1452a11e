import { wordsOf } from '../text/plain-text.ts';
import type { Scenario, Step } from './scenario.ts';

/** How often each step was taken, by its place in the scenario. */
export type Taken = ReadonlyMap<Step, number>;

/** Whether one of the step's patterns is found in one of the texts; without patterns, always. */
export function matchesWords(when: string[] | undefined, texts: string[]): boolean {
  if (when === undefined) return true;
  const plain = texts.map((text) => wordsOf(text).join(' '));
  return when.some((pattern) => plain.some((text) => new RegExp(pattern, 'i').test(text)));
}

const isOpen = (step: Step, { steps }: Scenario, taken: Taken): boolean =>
  (taken.get(step) ?? 0) < step.times &&
  (step.after ?? []).every((id) => steps.some((other) => other.id === id && (taken.get(other) ?? 0) > 0));

/** Steps that may be taken now, in the scenario's order. */
export const openSteps = (scenario: Scenario, taken: Taken, on: Step['on']): Step[] =>
  scenario.steps.filter(
    (step) => (step.on === on || (on === 'turn' && step.or_turn)) && isOpen(step, scenario, taken),
  );

/**
 * The first open step that fits what the agent has just said.
 * @param texts what was heard, and what the transcript says: a step fits when it fits either.
 */
export const chooseStep = (scenario: Scenario, taken: Taken, texts: string[]): Step | undefined =>
  openSteps(scenario, taken, 'turn').find((step) => matchesWords(step.when, texts));
