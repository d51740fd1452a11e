import { newId } from '@parley/contracts';
import { type DatabaseHandle, tenants, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertPublishedAgent } from '../agents/insert-published-agent.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { createSession } from './create-session.ts';
import { findLiveSessionInRoom } from './find-live-session-in-room.ts';
import { findSession } from './find-session.ts';
import { getSessionBrief } from './get-session-brief.ts';
import { getSessionInTenant } from './get-session-in-tenant.ts';
import { listSessions } from './list-sessions.ts';
import type { SessionRow } from './session-row.ts';
import { transitionSession } from './transition-session.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
let session: SessionRow;
let clock = Date.parse('2026-03-01T12:00:00Z');
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  const now = () => {
    clock += 10;
    return new Date(clock);
  };
  a = await createTestTenant(handle.db, now);
  b = await createTestTenant(handle.db, now);
  session = await createSession({ ctx: a.system, input: { room: 'lobby', systemPrompt: 'Be kind.' } });
});

const setTimeZone = (time_zone: string) =>
  withTenant(handle.db, a.tenantId, (tx) => tx.update(tenants).set({ settings: { time_zone } }));

async function briefWithHours(weekly: object) {
  const agentId = newId('agent');
  const config = { greeting: 'Hi.', persona: 'P', opening_hours: { time_zone: 'Europe/Berlin', weekly } };
  await withTenant(handle.db, a.tenantId, (tx) =>
    insertPublishedAgent(tx, { id: agentId, tenantId: a.tenantId, name: 'Second', config }),
  );
  const { id } = await createSession({ ctx: a.system, input: { room: agentId, agentId } });
  return getSessionBrief({ ctx: a.worker(id), sessionId: id });
}

const end = () =>
  transitionSession({ ctx: a.system, input: { sessionId: session.id, to: 'ended', reason: 'stopped' } });

describe('getSessionInTenant and findSession', () => {
  it('give the session to its tenant and its worker', async () => {
    for (const ctx of [a.system, a.user('viewer'), a.worker(session.id)]) {
      expect(await getSessionInTenant({ ctx, sessionId: session.id })).toEqual(session);
      expect(await findSession({ ctx, sessionId: session.id })).toEqual(session);
    }
  });

  it('give it to nobody else', async () => {
    await expect(getSessionInTenant({ ctx: b.system, sessionId: session.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await findSession({ ctx: b.system, sessionId: session.id })).toBeUndefined();
    const foreign = a.worker(newId('session'));
    await expect(getSessionInTenant({ ctx: foreign, sessionId: session.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(findSession({ ctx: foreign, sessionId: session.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('findLiveSessionInRoom', () => {
  it('finds the tenant’s own, until it is over', async () => {
    const find = (ctx = a.system) => findLiveSessionInRoom({ ctx, room: 'lobby' });
    expect((await find())?.id).toBe(session.id);
    expect(await find(b.system)).toBeUndefined();
    await end();
    expect(await find()).toBeUndefined();
    await expect(find(a.worker(session.id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('listSessions', () => {
  it('pages through the tenant’s sessions, newest first', async () => {
    const ids = [session.id];
    for (const room of ['two', 'three']) {
      ids.unshift((await createSession({ ctx: a.system, input: { room } })).id);
    }
    await createSession({ ctx: b.system, input: { room: 'theirs' } });
    const first = await listSessions({ ctx: a.user('viewer'), input: { limit: 2 } });
    expect(first.sessions.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await listSessions({
      ctx: a.system,
      input: { limit: 2, cursor: first.nextCursor ?? undefined },
    });
    expect(second.sessions.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.nextCursor).toBeNull();
    expect((await listSessions({ ctx: a.system, input: { limit: 3 } })).nextCursor).toBeNull();
  });

  it('refuses a cursor that is none, and workers', async () => {
    await expect(listSessions({ ctx: a.system, input: { limit: 2, cursor: 'x' } })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [expect.objectContaining({ path: 'cursor' })],
    });
    await expect(listSessions({ ctx: a.worker(session.id), input: { limit: 2 } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('getSessionBrief', () => {
  it('tells the worker all it needs', async () => {
    expect(await getSessionBrief({ ctx: a.worker(session.id), sessionId: session.id })).toEqual({
      session_id: session.id,
      livekit_room: `${a.tenantId}.lobby`,
      channel: 'browser',
      tenant_name: 'Test Tenant',
      agent_name: 'Test Agent',
      is_open: true,
      answer_with: null,
      call: null,
      recording: null,
      time_zone: 'UTC',
      config: session.config,
      system_prompt: 'Be kind.',
      knowledge_topics: ['Office hours'],
      so_far: null,
    });
  });

  it('says whether the business is open, on its own clock', async () => {
    await setTimeZone('America/New_York');
    const brief = await getSessionBrief({ ctx: a.worker(session.id), sessionId: session.id });
    expect(brief).toMatchObject({ is_open: true, time_zone: 'America/New_York' });
    // The first of March 2026 is a Sunday, and 12:00 UTC is 13:00 there.
    const open = await briefWithHours({ sun: [{ opens: '13:00', closes: '14:00' }] });
    expect(open).toMatchObject({ is_open: true, time_zone: 'Europe/Berlin' });
    const closed = await briefWithHours({ sun: [{ opens: '12:00', closes: '13:00' }] });
    expect(closed).toMatchObject({ is_open: false });
  });

  it('is for the session’s own worker', async () => {
    for (const ctx of [a.worker(newId('session')), b.worker(session.id)]) {
      await expect(getSessionBrief({ ctx, sessionId: session.id })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });
});
