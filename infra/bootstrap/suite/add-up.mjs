/** @typedef {import('./read-report.mjs').Counts} Counts */

/**
 * All runs as one; where skipping is not allowed (in CI) a skipped test has failed.
 * @param {Counts[]} runs
 * @param {{ skipsFail: boolean }} rule
 * @returns {Counts}
 */
export const addUp = (runs, { skipsFail }) => {
  /** @type {Counts} */
  const total = { passed: 0, failed: 0, skipped: 0, problems: [], skips: [] };
  for (const run of runs) {
    total.passed += run.passed;
    total.failed += run.failed + (skipsFail ? run.skipped : 0);
    total.skipped += skipsFail ? 0 : run.skipped;
    total.problems.push(...run.problems, ...(skipsFail ? run.skips.map((skip) => `${skip} (skipped)`) : []));
    total.skips.push(...run.skips);
  }
  return total;
};

/** The line that closes every run. @param {Counts} counts */
export const closingLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
