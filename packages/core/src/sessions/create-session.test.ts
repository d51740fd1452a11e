import { agentConfigSchema, newId } from '@parley/contracts';
import { agents, agentVersions, type DatabaseHandle, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertPublishedAgent } from '../agents/insert-published-agent.ts';
import { expectNoTrace, outboxOf } from '../testing/expect-no-trace.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { createSession } from './create-session.ts';
import { listSessionEvents } from './list-session-events.ts';
import { transitionSession } from './transition-session.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  a = await createTestTenant(handle.db);
  b = await createTestTenant(handle.db);
});

describe('createSession', () => {
  it('opens a session with the default agent, tells so, and leaves word', async () => {
    const session = await createSession({ ctx: a.system, input: { room: 'lobby' } });
    expect(session).toMatchObject({
      tenantId: a.tenantId,
      room: 'lobby',
      livekitRoom: `${a.tenantId}.lobby`,
      channel: 'browser',
      state: 'created',
      endReason: null,
      agentId: a.agentId,
      agentName: 'Test Agent',
      config: { greeting: 'Hello.' },
      systemPrompt: null,
      activeAt: null,
      endedAt: null,
      ticketId: null,
    });
    const events = await listSessionEvents({ ctx: a.system, input: { sessionId: session.id } });
    expect(events).toMatchObject([
      { seq: session.lastSeq, event: { type: 'session_state', state: 'created' } },
    ]);
    expect(await outboxOf(a.system)).toEqual([
      ['session.started', { session_id: session.id, room: 'lobby', channel: 'browser' }],
    ]);
  });

  it('takes the agent, prompt and channel that were asked for', async () => {
    const agentId = newId('agent');
    await addAgent(a, agentId);
    const session = await createSession({
      ctx: a.user('editor'),
      input: { room: 'desk', agentId, systemPrompt: ' Be\0 brief. ', channel: 'phone' },
    });
    expect(session).toMatchObject({ agentId, systemPrompt: 'Be brief.', channel: 'phone' });
  });

  it('keeps the configuration of the moment', async () => {
    const session = await createSession({ ctx: a.system, input: { room: 'lobby' } });
    const { tenantId, agentId } = a;
    const second = { id: newId('agentVersion'), tenantId, agentId, version: 2 };
    await withTenant(handle.db, tenantId, async (tx) => {
      await tx.insert(agentVersions).values({ ...second, config: config('Good day.') });
      await tx.update(agents).set({ publishedVersion: 2 });
    });
    await transitionSession({
      ctx: a.system,
      input: { sessionId: session.id, to: 'ended', reason: 'stopped' },
    });
    const next = await createSession({ ctx: a.system, input: { room: 'lobby' } });
    expect(session.config.greeting).toBe('Hello.');
    expect(next.config.greeting).toBe('Good day.');
  });

  it('refuses a room in which a session is under way, also when both ask at once', async () => {
    const ask = () => createSession({ ctx: a.system, input: { room: 'lobby' } });
    const results = await Promise.allSettled([ask(), ask(), ask()]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(['ROOM_BUSY', 'ROOM_BUSY']);
    await createSession({ ctx: a.system, input: { room: 'Lobby' } });
  });

  it('lets two tenants use the same name for a room', async () => {
    const first = await createSession({ ctx: a.system, input: { room: 'lobby' } });
    const second = await createSession({ ctx: b.system, input: { room: 'lobby' } });
    expect(first.livekitRoom).not.toBe(second.livekitRoom);
  });

  it('does not know another tenant’s agent, an archived one, or none', async () => {
    const withAgent = (agentId: string) =>
      createSession({ ctx: a.system, input: { room: 'lobby', agentId } });
    await expect(withAgent(b.agentId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(withAgent(newId('agent'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await withTenant(handle.db, a.tenantId, (tx) =>
      tx.update(agents).set({ archivedAt: new Date() }).where(eq(agents.id, a.agentId)),
    );
    await expect(withAgent(a.agentId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createSession({ ctx: a.system, input: { room: 'lobby' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      detail: expect.stringContaining('no agent'),
    });
  });

  it.each([
    ['room', { room: '  ' }],
    ['room', { room: 'x'.repeat(129) }],
    ['room', { room: 'a\u0007b' }],
    ['agentId', { room: 'lobby', agentId: 'agt_1' }],
    ['systemPrompt', { room: 'lobby', systemPrompt: ' ' }],
  ])('names %s when it is wrong: %j', async (path, input) => {
    await expect(createSession({ ctx: a.system, input })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [expect.objectContaining({ path })],
    });
  });

  it('is not for viewers or workers', async () => {
    for (const ctx of [a.user('viewer'), a.worker(newId('session'))]) {
      await expect(createSession({ ctx, input: { room: 'lobby' } })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });

  it('leaves nothing when it fails', () =>
    expectNoTrace(a.system, (ctx) => createSession({ ctx, input: { room: 'lobby' } })));
});

const config = (greeting: string) => agentConfigSchema.parse({ greeting, persona: 'P' });

const addAgent = ({ tenantId }: TestTenant, id: TestTenant['agentId']) =>
  withTenant(handle.db, tenantId, (tx) =>
    insertPublishedAgent(tx, { id, tenantId, name: 'Second', config: config('Hi.') }),
  );
