import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isAlive } from '../testing/is-alive.ts';
import { setupContext } from '../testing/setup-context.ts';
import { readReadyLine } from './read-ready-line.mjs';
import { type ServicePlan, startService } from './start-service.mjs';
import { waitForHttp } from './wait-for-http.mjs';

const shell = (script: string, plan: Partial<ServicePlan> = {}): ServicePlan => ({
  name: 'simulators',
  title: 'Fake service',
  command: '/bin/sh',
  args: ['-c', script],
  env: { PATH: '/usr/bin:/bin' },
  ready: async ({ signal, logFile, logFrom }) => String((await readReadyLine(logFile, logFrom, signal)).stt),
  readyWithinMs: 20_000,
  graceMs: 100,
  ...plan,
});

function place() {
  const { context, root } = setupContext();
  return { registry: context.registry, cwd: root, logDir: join(root, 'logs') };
}

it('is started when it says so, and its output is in its log', async () => {
  const where = place();
  const plan = shell(`echo booting; echo '{"ready":true,"stt":"none"}'; exec sleep 100`);
  const service = await startService({ ...where, plan });
  expect(service.detail).toBe('none');
  expect(readFileSync(join(where.logDir, 'simulators.log'), 'utf8')).toContain('booting');
  await where.registry.stop(service.child, { graceMs: 1_000 });
  expect(await service.exited).toEqual({ code: null, signal: 'SIGTERM' });
});

it('does not take the ready line of an earlier start for its own', async () => {
  const where = place();
  const first = await startService({
    ...where,
    plan: shell(`echo '{"ready":true,"stt":"one"}'; exec sleep 100`),
  });
  await where.registry.stop(first.child, { graceMs: 1_000 });
  const second = await startService({
    ...where,
    plan: shell(`echo '{"ready":true,"stt":"two"}'; exec sleep 100`),
  });
  expect(second.detail).toBe('two');
});

it('that ends too early is told with its code and the tail of its log', async () => {
  const error = await startService({ ...place(), plan: shell('echo cannot open the door; exit 3') }).catch(
    (e) => e,
  );
  expect(error.message).toBe('Fake service ended with code 3.');
  expect(error.detail).toMatch(/cannot open the door[\s\S]*The whole log: .*simulators\.log/);
});

it('that cannot be started at all is told too', async () => {
  const error = await startService({ ...place(), plan: shell('', { command: '/no/such/file' }) }).catch(
    (e) => e,
  );
  expect(error.message).toMatch(/^Fake service could not be started: .*ENOENT/);
});

it('that takes too long is stopped, with what it answered last', async () => {
  const server = createServer((_, response) => response.writeHead(503).end('{"failing":"database"}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`;
  let pid = 0;
  const where = place();
  const spawn: typeof where.registry.spawn = (options) => {
    const child = where.registry.spawn(options);
    pid = child.pid ?? 0;
    return child;
  };
  const plan = shell('exec sleep 100', {
    readyWithinMs: 3_000,
    ready: async (readiness) => {
      await waitForHttp(url, { ...readiness, groupId: null });
      return '';
    },
  });
  const error = await startService({ ...where, registry: { ...where.registry, spawn }, plan }).catch(
    (e) => e,
  );
  expect(error.message).toBe(
    'Fake service was not ready within 3 s (last answer: 503 {"failing":"database"}).',
  );
  expect(isAlive(pid)).toBe(false);
});

it('is not ready because a stranger answers on its port', async () => {
  const server = createServer((_, response) => response.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const plan = shell('echo address in use; sleep 0.5; exit 1', {
    ready: async (readiness) => {
      await waitForHttp(url, readiness);
      return '';
    },
  });
  const error = await startService({ ...place(), plan }).catch((e) => e);
  expect(error.message).toBe('Fake service ended with code 1.');
  expect(error.detail).toContain('address in use');
});
