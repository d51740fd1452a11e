import { newId, type SessionId } from '@parley/contracts';
import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSession } from '../sessions/create-session.ts';
import { getSessionInTenant } from '../sessions/get-session-in-tenant.ts';
import { listSessionEvents } from '../sessions/list-session-events.ts';
import { expectNoTrace, outboxOf } from '../testing/expect-no-trace.ts';
import { addAgent, createTestTenant, type TestTenant } from '../testing/index.ts';
import { createTicket } from './create-ticket.ts';
import { getTicket } from './get-ticket.ts';
import { updateTicket } from './update-ticket.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
let sessionId: SessionId;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  a = await createTestTenant(handle.db);
  b = await createTestTenant(handle.db);
  sessionId = (await createSession({ ctx: a.system, input: { room: 'lobby' } })).id;
});

const told = {
  name: ' John Smith ',
  phone: '(415) 555-0142',
  property: 'Twelve Oak Street',
  reason: 'The kitchen sink is leaking',
};

describe('createTicket', () => {
  it('writes what the caller told, into the session too', async () => {
    const { ticket, event, created } = await createTicket({
      ctx: a.worker(sessionId),
      input: { ...told, sessionId, summary: 'Sink', evidence: { name: 'c-3' } },
    });
    expect(created).toBe(true);
    expect(ticket).toMatchObject({
      session_id: sessionId,
      status: 'open',
      name: 'John Smith',
      phone: '+14155550142',
      property: 'Twelve Oak Street',
      reason: 'The kitchen sink is leaking',
      summary: 'Sink',
      evidence: { name: 'c-3' },
    });
    expect(event?.event).toEqual({ type: 'ticket', ticket });
    const events = await listSessionEvents({ ctx: a.system, input: { sessionId } });
    expect(events.at(-1)).toEqual(event);
    const session = await getSessionInTenant({ ctx: a.system, sessionId });
    expect(session).toMatchObject({ ticketId: ticket.ticket_id, lastSeq: event?.seq });
    expect((await outboxOf(a.system)).at(-1)).toEqual([
      'ticket.created',
      { ticket_id: ticket.ticket_id, session_id: sessionId },
    ]);
  });

  it('writes one ticket for a session, also when asked twice at once', async () => {
    const write = (reason: string) =>
      createTicket({ ctx: a.worker(sessionId), input: { ...told, sessionId, reason } });
    const both = await Promise.all([write('A leak'), write('A leak')]);
    const again = await write('Something else');
    expect(new Set([...both, again].map(({ ticket }) => ticket.ticket_id)).size).toBe(1);
    const outcomes = [...both, again].map(({ created, event }) => [created, event !== null]);
    // Of two at once, either may be the first.
    expect(outcomes.filter(([created]) => created)).toEqual([[true, true]]);
    expect(outcomes.filter(([created]) => !created)).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(again.created).toBe(false);
    expect(again.ticket.reason).toBe('A leak');
  });

  it('writes a ticket without a session', async () => {
    const { ticket, event } = await createTicket({ ctx: a.user('editor'), input: told });
    expect(ticket.session_id).toBeNull();
    expect(event).toBeNull();
    const other = await createTicket({ ctx: a.system, input: told });
    expect(other.created).toBe(true);
  });

  it.each(['name', 'phone', 'reason'] as const)('names %s when the staff leave it out', async (field) => {
    await expect(
      createTicket({ ctx: a.user('editor'), input: { ...told, [field]: ' ' } }),
    ).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [expect.objectContaining({ path: field })],
    });
  });

  it('asks of a worker what its session’s agent collects, no more and no less', async () => {
    const facts = [
      { key: 'name', label: 'Full name', question: 'Who is calling?' },
      { key: 'visit', label: 'Visit', question: 'Which day?', type: 'date' as const },
    ];
    const agentId = await addAgent(a, { collect: facts });
    const { id } = await createSession({ ctx: a.system, input: { room: 'desk', agentId } });
    const write = (input: object) => createTicket({ ctx: a.worker(id), input: { sessionId: id, ...input } });
    await expect(write({ facts: { size: 3 } })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [
        { path: 'name', message: expect.stringContaining('Who is calling?') },
        { path: 'facts.visit', message: expect.stringContaining('Which day?') },
        { path: 'facts.size', message: expect.stringContaining('size') },
      ],
    });
    await expect(write({ name: 'Ann', colour: 'red' })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: expect.stringContaining('colour'),
    });
    const { ticket } = await write({ name: 'Ann', facts: { visit: '2026-03-10' } });
    expect(ticket).toMatchObject({ name: 'Ann', phone: '', property: '', facts: { visit: '2026-03-10' } });
    expect((await getTicket({ ctx: a.system, ticketId: ticket.ticket_id })).ticket.duplicate_of).toBeNull();
    // Who sends the whole ticket back sends what was not collected, too.
    const { name, phone, property, reason } = ticket;
    const changes = { name, phone, property, reason, priority: 'high' as const };
    const input = { ctx: a.user('editor'), ticketId: ticket.ticket_id, input: { changes } };
    expect((await updateTicket(input)).ticket).toMatchObject({ ...changes, phone: '', reason: '' });
  });

  it('takes today from the clock of the business', async () => {
    const now = () => new Date('2026-03-10T03:00:00Z');
    const tenant = await createTestTenant(handle.db, now);
    const fact = { key: 'visit', label: 'Visit', question: 'Which day?', type: 'date' as const };
    const agentId = await addAgent(tenant, {
      collect: [{ ...fact, validation: { date: 'today_or_later' } }],
      opening_hours: { time_zone: 'America/New_York' },
    });
    const { id } = await createSession({ ctx: tenant.system, input: { room: 'desk', agentId } });
    const write = (visit: string) =>
      createTicket({ ctx: tenant.worker(id), input: { sessionId: id, facts: { visit } } });
    await expect(write('2026-03-08')).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect((await write('2026-03-09')).created).toBe(true);
  });

  it('names the phone when it is no number', async () => {
    await expect(
      createTicket({ ctx: a.worker(sessionId), input: { ...told, sessionId, phone: 'no idea' } }),
    ).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [expect.objectContaining({ path: 'phone' })],
    });
  });

  it('does not know another tenant’s session, nor any but the worker’s own', async () => {
    for (const ctx of [b.system, b.worker(sessionId), a.worker(newId('session'))]) {
      await expect(createTicket({ ctx, input: { ...told, sessionId } })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    await expect(createTicket({ ctx: a.worker(sessionId), input: told })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(createTicket({ ctx: a.user('viewer'), input: told })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('leaves nothing when it fails', () =>
    expectNoTrace(a.worker(sessionId), (ctx) => createTicket({ ctx, input: { ...told, sessionId } })));
});
