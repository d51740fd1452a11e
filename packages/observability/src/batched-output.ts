import pino, { type DestinationStream } from 'pino';

/**
 * Standard output for a server that says much: what is said in one turn of the event loop is written at its end, all
 * at once. A process that is killed keeps back what it said in its last turn; one that exits or throws does not.
 */
export function batchedOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true });
  let lines = '';
  const flush = () => {
    if (lines === '') return;
    output.write(lines);
    lines = '';
  };
  process.on('exit', flush);
  return {
    write: (line) => {
      if (lines === '') setImmediate(flush);
      lines += line;
    },
  };
}
