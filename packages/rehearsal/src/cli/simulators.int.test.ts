import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { findPython } from '../speech/testing/find-python.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const python = findPython();

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.skipIf(!python || process.platform !== 'linux')('the recogniser of the simulators', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('is not left behind by %s', async (signal) => {
    const child = spawn(process.execPath, [main, 'simulators', '--port', '0'], {
      env: { ...process.env, PARLEY_PYTHON: python },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    expect(JSON.parse(line)).toMatchObject({ ready: true, stt: 'pocketsphinx' });
    const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
    const recognizer = Number(children.trim());
    expect(isAlive(recognizer)).toBe(true);
    child.kill(signal);
    await once(child, 'exit');
    await vi.waitFor(() => expect(isAlive(recognizer)).toBe(false), 10_000);
  });
});
