import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readRunFile } from '../processes/run-file.mjs';
import { findPortHolder } from '../settings/find-port-holder.mjs';
import { isPortFree } from '../settings/is-port-free.mjs';
import { isAlive } from '../testing/is-alive.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { type ServiceEnd, startStack } from './start-stack.mjs';

async function livekitAlone(onEnd?: (end: ServiceEnd) => void) {
  const dataDir = tempFolder();
  const stack = await startStack({ dataDir, services: ['livekit'], ...(onEnd ? { onEnd } : {}) });
  onTestFinished(stack.stop);
  return stack;
}

it('runs a real LiveKit server with keys of its own, on loopback alone', async () => {
  const stack = await livekitAlone();
  expect((await fetch(stack.urls.livekitHttp)).status).toBe(200);
  const pid = stack.pids().livekit ?? 0;
  expect(findPortHolder(stack.ports.livekit)).toBe(pid);
  expect(await isPortFree(stack.ports.livekitUdp, { protocol: 'udp' })).toBe(false);
  if (process.platform === 'linux') expect(listeningElsewhere(pid)).toEqual([]);
  await stack.stop();
  expect(isAlive(pid)).toBe(false);
  expect(await isPortFree(stack.ports.livekit)).toBe(true);
  expect(existsSync(join(stack.dataDir, 'run', 'processes.json'))).toBe(false);
});

it('keeps a register of it, restarts it where it was, and tells of an end that nobody wished', async () => {
  let tell = (_: ServiceEnd) => {};
  const told = new Promise<ServiceEnd>((resolve) => {
    tell = resolve;
  });
  const ends: ServiceEnd[] = [];
  const stack = await livekitAlone((end) => {
    ends.push(end);
    tell(end);
  });
  const first = stack.pids().livekit ?? 0;
  expect(readRunFile(join(stack.dataDir, 'run', 'processes.json'))?.processes).toMatchObject([
    { name: 'livekit', pid: first },
  ]);
  await stack.kill('livekit');
  expect(isAlive(first)).toBe(false);
  await stack.restart('livekit');
  const second = stack.pids().livekit ?? 0;
  expect(second).not.toBe(first);
  expect((await fetch(stack.urls.livekitHttp)).status).toBe(200);
  expect(ends).toEqual([]);
  process.kill(second, 'SIGKILL');
  expect(await told).toMatchObject({
    name: 'livekit',
    exit: { signal: 'SIGKILL' },
    logFile: stack.logFile('livekit'),
  });
});

/** Addresses beyond loopback on which the process has a listening TCP or a bound UDP socket, from /proc. */
function listeningElsewhere(pid: number): string[] {
  const rows = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1),
  );
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state]) => state === '0A' || state === '07')
    .filter(([, local = '']) => findPortHolder(Number.parseInt(local.split(':')[1] ?? '', 16)) === pid)
    .map(([, local = '']) => local)
    .filter((local) => !local.startsWith('0100007F:'));
}
