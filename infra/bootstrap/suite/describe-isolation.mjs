import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.mjs';

/** Where the suites write what they have counted, see packages/db/src/testing/report-isolation.ts. */
const folder = join(repositoryRoot, '.parley', 'logs', 'isolation');

export const forgetIsolation = () => rmSync(folder, { recursive: true, force: true });

/**
 * The isolation report: what the proofs of this run have counted; nothing when none has run.
 * @returns {string[]} lines
 */
export const describeIsolation = (from = folder) => {
  if (!existsSync(from)) return [];
  const parts = readdirSync(from)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const lines = parts.map((name) => {
    /** @type {Record<string, number>} */
    const counts = JSON.parse(readFileSync(join(from, name), 'utf8'));
    const told = Object.entries(counts).map(
      ([what, count]) => `${count.toLocaleString('en')} ${what.replaceAll('_', ' ')}`,
    );
    return `  ${told.join(', ')}`;
  });
  return lines.length > 0 ? ['\n== Isolation ==', ...lines] : [];
};
