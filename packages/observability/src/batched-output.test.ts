import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const source = `${import.meta.dirname}/index.ts`;
const outputOf = (end: string) =>
  spawnSync(process.execPath, ['--input-type=module'], {
    input: `import { batchedOutput, createLogger } from '${source}';
      const log = createLogger({ name: 'test' }, batchedOutput());
      log.info('first'); log.info('second'); ${end}`,
    encoding: 'utf8',
  }).stdout;

it.each([
  ['goes on', "setTimeout(() => log.info('third'), 5);"],
  ['exits', "log.info('third'); process.exit(0);"],
  ['throws', "log.info('third'); throw new Error('no more');"],
])('writes every line, in order, of a process that %s', (_, end) => {
  const lines = outputOf(end).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['first', 'second', 'third']);
});

it('writes what is said in one turn at once', () => {
  const output = outputOf("process.stdout.write('\\n'); log.info('third');");
  expect(output.trimStart().split('\n')).toHaveLength(4);
  expect(output.startsWith('\n')).toBe(true);
});
