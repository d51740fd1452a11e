import { newId, type SessionState } from '@parley/contracts';
import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectNoTrace, outboxOf } from '../testing/expect-no-trace.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { countLiveSessions } from './count-live-sessions.ts';
import { createSession } from './create-session.ts';
import { getSessionInTenant } from './get-session-in-tenant.ts';
import { listLiveSessions } from './list-live-sessions.ts';
import { listSessionEvents } from './list-session-events.ts';
import type { SessionRow } from './session-row.ts';
import { transitionSession } from './transition-session.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
let session: SessionRow;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  a = await createTestTenant(handle.db);
  b = await createTestTenant(handle.db);
  session = await createSession({ ctx: a.system, input: { room: 'lobby' } });
});

type Input = Omit<Parameters<typeof transitionSession>[0]['input'], 'sessionId'>;
const move = (input: Input, ctx = a.system) =>
  transitionSession({ ctx, input: { sessionId: session.id, ...input } });
const moveThrough = async (...states: SessionState[]) => {
  for (const to of states) await move({ to });
};

describe('transitionSession', () => {
  it('goes the whole way, with times, events in order, and word of the end', async () => {
    await move({ to: 'connecting' });
    const active = await move({ to: 'active' });
    expect(active.session).toMatchObject({ state: 'active', activeAt: expect.any(Date), endedAt: null });
    await move({ to: 'ending', reason: 'caller_hung_up' });
    const ended = await move({ to: 'ended' });
    expect(ended.session).toMatchObject({
      state: 'ended',
      endReason: 'caller_hung_up',
      endedAt: expect.any(Date),
      activeAt: active.session.activeAt,
      lastSeq: ended.event?.seq,
    });
    const events = await listSessionEvents({ ctx: a.system, input: { sessionId: session.id } });
    expect(events.map(({ event }) => event)).toEqual([
      { type: 'session_state', state: 'created', reason: null },
      { type: 'session_state', state: 'connecting', reason: null },
      { type: 'session_state', state: 'active', reason: null },
      { type: 'session_state', state: 'ending', reason: 'caller_hung_up' },
      { type: 'session_state', state: 'ended', reason: 'caller_hung_up' },
    ]);
    expect(events.at(-1)).toEqual(JSON.parse(JSON.stringify(ended.event)));
    const seqs = events.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((x, y) => x - y));
    expect((await outboxOf(a.system)).at(-1)).toEqual([
      'session.ended',
      { session_id: session.id, state: 'ended', reason: 'caller_hung_up' },
    ]);
  });

  it('carries a message for people', async () => {
    const { event } = await move({ to: 'failed', reason: 'no_agent_available', message: 'Start a worker.' });
    expect(event?.event).toMatchObject({ reason: 'no_agent_available', message: 'Start a worker.' });
  });

  it('does nothing, and says nothing, to the final state it has', async () => {
    await move({ to: 'ended', reason: 'stopped' });
    const again = await move({ to: 'ended', reason: 'caller_hung_up' });
    expect(again).toMatchObject({ event: null, session: { state: 'ended', endReason: 'stopped' } });
    expect(await outboxOf(a.system)).toHaveLength(2);
  });

  it.each<[SessionState[], Input]>([
    [[], { to: 'active' }],
    [['connecting'], { to: 'connecting' }],
    [['connecting', 'active'], { to: 'active' }],
    [[], { to: 'ended' }],
    [[], { to: 'ended', reason: 'agent_lost' }],
    [[], { to: 'failed', reason: 'stopped' }],
    [[], { to: 'connecting', reason: 'stopped' }],
  ])('refuses after %j: %j', async (before, input) => {
    await moveThrough(...before);
    await expect(move(input)).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
  });

  it.each<Input>([{ to: 'failed', reason: 'agent_lost' }, { to: 'active' }])(
    'leaves a final state for no other: %j',
    async (input) => {
      await move({ to: 'ended', reason: 'stopped' });
      await expect(move(input)).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
    },
  );

  it('lets one of two that end it at once be the one that does', async () => {
    const both = await Promise.all([
      move({ to: 'ended', reason: 'stopped' }),
      move({ to: 'ended', reason: 'caller_hung_up' }),
    ]);
    expect(both.filter(({ event }) => event !== null)).toHaveLength(1);
  });

  it('does not know another tenant’s session, nor a worker’s any but its own', async () => {
    await expect(move({ to: 'connecting' }, b.system)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const foreign = a.worker(newId('session'));
    await expect(move({ to: 'connecting' }, foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(move({ to: 'ended', reason: 'stopped' }, a.user('viewer'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await getSessionInTenant({ ctx: a.system, sessionId: session.id })).toEqual(session);
    expect((await move({ to: 'connecting' }, a.worker(session.id))).session.state).toBe('connecting');
  });

  it('leaves nothing when it fails', () =>
    expectNoTrace(a.system, (ctx) => move({ to: 'ended', reason: 'stopped' }, ctx)));
});

describe('listLiveSessions', () => {
  it('finds those of every tenant that are not over', async () => {
    const other = await createSession({ ctx: b.system, input: { room: 'lobby' } });
    const mine = { tenantId: a.tenantId, sessionId: session.id };
    const theirs = { tenantId: b.tenantId, sessionId: other.id };
    expect(await listLiveSessions(handle)).toEqual(expect.arrayContaining([mine, theirs]));
    await move({ to: 'ending', reason: 'stopped' });
    expect(await listLiveSessions(handle)).toContainEqual(mine);
    await move({ to: 'ended' });
    const left = await listLiveSessions(handle);
    expect(left).not.toContainEqual(mine);
    expect(left).toContainEqual(theirs);
  });

  it('agrees with how many are counted in each state, of every tenant', async () => {
    const before = await countLiveSessions(handle);
    await createSession({ ctx: b.system, input: { room: 'lobby' } });
    await move({ to: 'ending', reason: 'stopped' });
    const after = await countLiveSessions(handle);
    expect(after.ending).toBe((before.ending ?? 0) + 1);
    expect(after.created).toBe(before.created);
    const all = Object.values(after).reduce((one, other) => one + other);
    expect(all).toBe((await listLiveSessions(handle)).length);
  });
});
