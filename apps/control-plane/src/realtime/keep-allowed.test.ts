import { DomainError } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeSocket } from '../testing/fake-socket.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';
import { keepAllowed } from './keep-allowed.ts';
import { realtimeLimits } from './limits.ts';

describe('a viewer’s socket', () => {
  let app: TestApp;
  let url: string;
  let owner: string;
  beforeAll(async () => {
    app = await startTestApp({ limits: { ...realtimeLimits, recheckMs: 20 } });
    url = await app.listen();
    owner = await app.accessToken();
  });
  afterAll(() => app?.close());

  /** @returns the code that the socket is closed with, once it is open. */
  const watch = async (credential: string) => {
    const { id } = await app.openSession();
    const socket = new WebSocket(`${url}/ws/transcript/${id}?token=${credential}`);
    const closed = new Promise<number>((resolve) => {
      socket.onclose = ({ code }) => resolve(code);
    });
    await new Promise((resolve) => {
      socket.onmessage = resolve;
    });
    return { closed, id };
  };

  it('is closed when its key is revoked, while those of others stay', async () => {
    const body = { kind: 'secret', name: 'Watch', scopes: ['sessions:read'] };
    const { json } = await app.call('POST /api/v1/api-keys', { key: owner, body });
    const other = await watch(owner);
    const { closed } = await watch(json.key);
    await app.call(`DELETE /api/v1/api-keys/${json.key_id}`, { key: owner });
    expect(await closed).toBe(4401);
    await app.call(`DELETE /session/${other.id}`, { key: owner });
    expect(await other.closed).toBe(1000);
  });

  it('is closed when its person logs out', async () => {
    const viewer = await app.accessToken({ role: 'viewer' });
    const { closed } = await watch(viewer);
    expect((await app.call('POST /api/v1/auth/log-out', { key: viewer })).status).toBe(204);
    expect(await closed).toBe(4401);
  });
});

it('asks as long as the socket is open, and bears a database that is away', async () => {
  const clock = createManualClock();
  const socket = createFakeSocket();
  const answers = [undefined, new Error('away'), undefined, new DomainError('UNAUTHENTICATED')];
  let asked = 0;
  const check = async () => {
    const answer = answers[asked++];
    if (answer) throw answer;
  };
  keepAllowed(socket, { check, limits: { recheckMs: 10, closeMs: 10 }, clock });
  await clock.advance(35);
  expect([asked, socket.closedWith]).toEqual([3, undefined]);
  await clock.advance(100);
  expect([asked, socket.closedWith]).toEqual([4, 4401]);
});
