import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { setupContext } from '../testing/setup-context.ts';
import { runTool } from './run-tool.mjs';

it('logs what a tool says and shows its latest line', async () => {
  const { context, root } = setupContext();
  const logFile = join(root, 'logs', 'tool.log');
  const shown: string[] = [];
  await runTool({
    ...context,
    name: 'tool',
    command: '/bin/sh',
    args: ['-c', 'echo one; echo two >&2'],
    logFile,
    step: { working: (line) => void shown.push(line), done: () => {} },
  });
  expect(readFileSync(logFile, 'utf8')).toMatch(/^\$ \/bin\/sh -c .*\n(one\ntwo|two\none)\n$/);
  expect(shown).toContain('two');
});

it('fails with the tail of the log and where the whole is', async () => {
  const { context, root } = setupContext();
  const logFile = join(root, 'tool.log');
  const run = runTool({
    ...context,
    name: 'tool',
    command: '/bin/sh',
    args: ['-c', 'i=0; while [ $i -lt 40 ]; do i=$((i+1)); echo line $i; done; exit 3'],
    logFile,
  });
  const error = await run.then(
    () => null,
    (reason) => reason,
  );
  expect(error.message).toBe('tool failed: exit code 3');
  expect(error.detail).toContain('line 40');
  expect(error.detail).not.toContain('line 2\n');
  expect(error.detail).toContain(`The whole log: ${logFile}`);
});

it('says what is missing', async () => {
  const { context, root } = setupContext();
  const run = runTool({
    ...context,
    name: 'ghost',
    command: 'no-such-command',
    args: [],
    logFile: join(root, 'x.log'),
  });
  await expect(run).rejects.toThrow('ghost failed');
});
