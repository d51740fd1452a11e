import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { repositoryRoot } from '../repository-root.mjs';
import { describeFailure } from './describe-failure.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, problems: string[], skips: string[] }} Counts
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} Assertion
 * @typedef {{ name: string, status: string, message?: string, assertionResults: Assertion[] }} FileResult
 */

/**
 * The counts of one vitest run from its JSON report; a file that could not even be loaded is one failure, and so
 * is a run without a report.
 * @param {string} file
 * @param {string} title
 * @returns {Counts}
 */
export const readReport = (file, title) => {
  /** @type {FileResult[]} */
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8')).testResults;
  } catch {
    return { passed: 0, failed: 1, skipped: 0, problems: [`${title}: no report`], skips: [] };
  }
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, problems: [], skips: [] };
  for (const { name, status, message, assertionResults } of results) {
    const path = relative(repositoryRoot, name);
    for (const test of assertionResults) {
      const label = `${path} > ${test.fullName}`;
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') {
        counts.failed += 1;
        counts.problems.push(describeFailure(label, test.failureMessages));
      } else {
        counts.skipped += 1;
        counts.skips.push(label);
      }
    }
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      counts.failed += 1;
      counts.problems.push(describeFailure(`${path} (the file itself)`, message ? [message] : []));
    }
  }
  return counts;
};
