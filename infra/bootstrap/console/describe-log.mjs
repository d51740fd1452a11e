import { relative } from 'node:path';
import { readLogTail } from './read-log-tail.mjs';

/**
 * The end of a log and where the whole is, for under a failure's message.
 * @param {string} file
 */
export const describeLog = (file) => {
  const near = relative(process.cwd(), file);
  return `${readLogTail(file)}\n  The whole log: ${near.startsWith('..') ? file : near}`;
};
