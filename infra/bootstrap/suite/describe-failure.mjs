import { stripVTControlCharacters } from 'node:util';

/** Of each failure's own words; more of it is in the run's output. */
const mostLines = 40;

/**
 * A failure for the end of the output: what failed and, indented, what it said.
 * @param {string} what
 * @param {string[]} [messages]
 */
export const describeFailure = (what, messages = []) => {
  const lines = messages
    .flatMap((message) => stripVTControlCharacters(message).split('\n'))
    .filter((line) => line.trim() && !/^\s*at .*(node_modules|node:internal)/.test(line));
  const told = lines.length > mostLines ? [...lines.slice(0, mostLines), '…'] : lines;
  return [what, ...told.map((line) => `    ${line.trimEnd()}`)].join('\n');
};

/** The last lines of an output, where a program says why it gave up. @param {string} output */
export const endOf = (output) =>
  stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim())
    .slice(-mostLines)
    .join('\n');
