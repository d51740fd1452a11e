import { openTurns } from './open-turns.mjs';

/**
 * @typedef {import('./suite-runs.mjs').SuiteRun} SuiteRun
 * @typedef {SuiteRun | { inTurn: SuitePlan[] } | { beside: SuitePlan[] }} SuitePlan
 * @typedef {import('./open-turns.mjs').Turn} Turn
 */

/** In their order. @param {SuitePlan} plan @returns {SuiteRun[]} */
const runsOf = (plan) => {
  if ('inTurn' in plan) return plan.inTurn.flatMap(runsOf);
  return 'beside' in plan ? plan.beside.flatMap(runsOf) : [plan];
};

/**
 * Does what is planned; what the runs print comes whole, and in the order of the plan.
 * @template Result
 * @param {SuitePlan} plan
 * @param {object} options
 * @param {(run: SuiteRun, write: Turn['write']) => Promise<Result>} options.perform
 * @param {Turn['write']} options.write
 * @param {AbortSignal} options.signal once it is aborted no other run begins
 * @returns {Promise<Result[]>} of those that have run, in their order
 */
export const runPlan = async (plan, { perform, write, signal }) => {
  const runs = runsOf(plan);
  const turns = openTurns(write);
  const opened = new Map(runs.map((run) => [run, turns.open()]));
  /** @type {Map<SuiteRun, Result>} */
  const results = new Map();
  /** @param {SuitePlan} part @returns {Promise<void>} */
  const follow = async (part) => {
    if ('inTurn' in part) {
      for (const one of part.inTurn) await follow(one);
    } else if ('beside' in part) {
      await Promise.all(part.beside.map(follow));
    } else if (!signal.aborted) {
      const turn = /** @type {Turn} */ (opened.get(part));
      results.set(part, await perform(part, turn.write));
      turn.end();
    }
  };
  await follow(plan);
  return runs.filter((run) => results.has(run)).map((run) => /** @type {Result} */ (results.get(run)));
};
