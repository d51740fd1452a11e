import { nearPath } from './near-path.mjs';
import { readLogTail } from './read-log-tail.mjs';

/**
 * The end of a log and where the whole is, for under a failure's message.
 * @param {string} file
 */
export const describeLog = (file) => `${readLogTail(file)}\n  The whole log: ${nearPath(file)}`;
