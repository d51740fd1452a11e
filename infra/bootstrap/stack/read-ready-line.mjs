import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** @param {string} line @returns {Record<string, unknown> | null} */
const parseReady = (line) => {
  if (!line.startsWith('{') || !line.includes('"ready"')) return null;
  try {
    const value = JSON.parse(line);
    return value.ready === true ? value : null;
  } catch {
    return null;
  }
};

/**
 * The JSON line by which a service says that it is ready, from its log.
 * @param {string} logFile
 * @param {number} from where in the log this start begins
 * @param {AbortSignal} signal
 * @returns {Promise<Record<string, unknown>>}
 */
export const readReadyLine = async (logFile, from, signal) => {
  for (;;) {
    const said = readFileSync(logFile)
      .subarray(from)
      .toString('utf8')
      .split('\n')
      .map(parseReady)
      .find(Boolean);
    if (said) return said;
    await delay(50, undefined, { signal });
  }
};
