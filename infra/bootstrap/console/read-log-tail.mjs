import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * The last lines of a log, without colours, indented for printing under a message.
 * @param {string} file
 * @param {number} [lines]
 */
export const readLogTail = (file, lines = 15) => {
  let descriptor;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, 16_384));
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes start with one
    const plain = buffer.toString('utf8').replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
    const tail = plain.trimEnd().split(/\r?\n/).slice(-lines);
    return tail.map((line) => `    ${line.slice(0, 300)}`).join('\n');
  } finally {
    closeSync(descriptor);
  }
};
