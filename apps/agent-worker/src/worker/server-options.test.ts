import { type AgentServer, initializeLogger, type JobRequest } from '@livekit/agents';
import { loadConfig } from '@parley/config';
import { newId } from '@parley/contracts';
import { createLogger } from '@parley/observability';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { configDefinition } from '../config.ts';
import { serverOptions } from './server-options.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const config = loadConfig(configDefinition, {
  LIVEKIT_URL: 'http://127.0.0.1:7880',
  LIVEKIT_API_KEY: 'key',
  LIVEKIT_API_SECRET: 'secret',
  PARLEY_WORKER_MAX_SESSIONS: '2',
});

function start() {
  const options = serverOptions({
    config,
    agent: '/job.ts',
    log: createLogger({ name: 'test', level: 'silent' }),
  });
  const jobs: string[] = [];
  const server = {
    get activeJobs() {
      return jobs.map((id) => ({ job: { id } }));
    },
  } as unknown as AgentServer;
  const offer = async (id: string): Promise<boolean> => {
    const metadata = JSON.stringify({ session_id: newId('session'), token: 't' });
    const request = { id, job: { metadata }, accept: vi.fn(), reject: vi.fn() };
    await options.requestFunc(request as unknown as JobRequest);
    return request.accept.mock.calls.length === 1;
  };
  return { options, server, jobs, offer };
}

test('load goes by sessions, and stays where LiveKit still asks', async () => {
  const { options, server, jobs } = start();
  expect(await options.loadFunc(server)).toBe(0);
  jobs.push('a');
  const half = await options.loadFunc(server);
  jobs.push('b');
  const full = await options.loadFunc(server);
  expect(half).toBeCloseTo(full / 2);
  expect(full).toBeLessThan(options.loadThreshold);
  expect(options.loadThreshold).toBe(0.7);
});

test('a job is refused at the cap, and taken as soon as a call has ended', async () => {
  const { options, server, jobs, offer } = start();
  await options.loadFunc(server);
  expect([await offer('a'), await offer('b'), await offer('c')]).toEqual([true, true, false]);
  jobs.push('a', 'b');
  expect(await offer('d')).toBe(false);
  jobs.shift();
  expect(await offer('e')).toBe(true);
});

test('a job that is over before LiveKit asks for the load again is not counted any more', async () => {
  const { options, server, jobs, offer } = start();
  await options.loadFunc(server);
  expect([await offer('a'), await offer('b')]).toEqual([true, true]);
  jobs.push('a', 'b');
  vi.advanceTimersByTime(200);
  jobs.shift();
  expect([await offer('c'), await offer('d')]).toEqual([true, false]);
});

test("the worker goes to LiveKit's socket, and keeps to its own names and ports", () => {
  const { options } = start();
  expect(options).toMatchObject({
    wsURL: 'ws://127.0.0.1:7880',
    agentName: 'parley',
    host: '127.0.0.1',
    port: 8081,
    numIdleProcesses: 2,
  });
});
