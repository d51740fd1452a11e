import { newId, type TicketId, type UserId } from '@parley/contracts';
import { type DatabaseHandle, memberships, users, withIdentity, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../audit/list-audit.ts';
import { expectNoTrace, outboxOf } from '../testing/expect-no-trace.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { addTicketComment } from './add-ticket-comment.ts';
import { createTicket } from './create-ticket.ts';
import { getTicket } from './get-ticket.ts';
import { listTicketComments } from './list-ticket-comments.ts';
import { moveTicket } from './move-ticket.ts';
import { updateTicket } from './update-ticket.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
let ticketId: TicketId;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  a = await createTestTenant(handle.db);
  b = await createTestTenant(handle.db);
  ticketId = (await write(a)).ticket.ticket_id;
});

const told = { name: 'John Smith', phone: '415 555 0142', property: '12 Oak Street', reason: 'A leak' };
const write = (tenant: TestTenant, more = {}) =>
  createTicket({ ctx: tenant.user('editor'), input: { ...told, ...more } });
const update = (changes: object, revision?: number, ctx = a.user('editor')) =>
  updateTicket({ ctx, ticketId, input: { changes, revision } });
const newestAudit = async () => (await listAudit({ ctx: a.user('admin'), input: { limit: 1 } })).entries[0];

async function addMember({ tenantId }: TestTenant): Promise<UserId> {
  const id = newId('user');
  await withIdentity(handle.db, (tx) =>
    tx.insert(users).values({ id, email: `${id}@example.com`, passwordHash: 'x' }),
  );
  await withTenant(handle.db, tenantId, (tx) =>
    tx.insert(memberships).values({ tenantId, userId: id, role: 'editor' }),
  );
  return id;
}

describe('updateTicket', () => {
  it('changes what is given and nothing else, with word and audit of it', async () => {
    const assignee = await addMember(a);
    const changes = {
      category: 'plumbing',
      priority: 'urgent',
      assignee_id: assignee,
      phone: '415 555 0199',
    };
    const { ticket, revision } = await update(changes, 1);
    expect(ticket).toMatchObject({ ...changes, phone: '+14155550199', name: 'John Smith', status: 'open' });
    expect(revision).toBe(2);
    expect(await getTicket({ ctx: a.user('viewer'), ticketId })).toEqual({ ticket, revision });
    expect(await newestAudit()).toMatchObject({
      action: 'ticket.update',
      target_id: ticketId,
      before: { category: null, priority: 'normal', assignee_id: null, phone: '+14155550142' },
      after: { ...changes, phone: '+14155550199' },
    });
    const [event, payload] = (await outboxOf(a.system)).at(-1) ?? [];
    expect(event).toBe('ticket.updated');
    expect(payload).toMatchObject({ ticket_id: ticketId, session_id: null });
    expect((payload as { changed: string[] }).changed.sort()).toEqual(Object.keys(changes).sort());
  });

  it('writes nothing when nothing changes', async () => {
    const words = await outboxOf(a.system);
    expect((await update({ name: 'John Smith', phone: '(415) 555-0142' })).revision).toBe(1);
    expect(await outboxOf(a.system)).toEqual(words);
    expect((await newestAudit())?.action).toBe('ticket.create');
  });

  it('refuses a revision that is past', async () => {
    await update({ priority: 'high' });
    await expect(update({ priority: 'low' }, 1)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await expect(
      moveTicket({ ctx: a.user('editor'), ticketId, input: { to: 'closed', revision: 1 } }),
    ).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect((await getTicket({ ctx: a.system, ticketId })).ticket).toMatchObject({ priority: 'high' });
  });

  it.each([
    ['assignee_id', () => ({ assignee_id: newId('user') })],
    ['assignee_id', async () => ({ assignee_id: await addMember(b) })],
    ['phone', () => ({ phone: 'no idea' })],
    ['name', () => ({ name: ' ' })],
    ['priority', () => ({ priority: 'huge' })],
    ['facts.Not a key', () => ({ facts: { 'Not a key': 1 } })],
  ])('names %s when it cannot be', async (path, changes) => {
    await expect(update(await changes())).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [expect.objectContaining({ path })],
    });
  });

  it('forgets the assignee when the membership ends', async () => {
    const userId = await addMember(a);
    await update({ assignee_id: userId });
    await withTenant(handle.db, a.tenantId, (tx) => tx.delete(memberships));
    expect((await getTicket({ ctx: a.system, ticketId })).ticket.assignee_id).toBeNull();
  });

  it('leaves nothing when it fails', () =>
    expectNoTrace(a.user('editor'), (ctx) => update({ priority: 'high' }, undefined, ctx)));
});

describe('moveTicket', () => {
  const move = (to: 'open' | 'closed' | 'reopened', ctx = a.user('editor')) =>
    moveTicket({ ctx, ticketId, input: { to } });

  it('goes by the table, and says what is possible', async () => {
    expect((await move('closed')).ticket.status).toBe('closed');
    await expect(move('open')).rejects.toMatchObject({
      code: 'INVALID_TRANSITION',
      detail: expect.stringContaining('reopened'),
    });
    expect((await move('reopened')).revision).toBe(3);
    expect(await newestAudit()).toMatchObject({
      action: 'ticket.move',
      before: { status: 'closed' },
      after: { status: 'reopened' },
    });
  });

  it('leaves nothing when it fails', () => expectNoTrace(a.user('editor'), (ctx) => move('closed', ctx)));
});

describe('comments', () => {
  it('are listed oldest first, page by page, with who wrote them', async () => {
    for (const text of ['one', ' two ', 'three']) {
      await addTicketComment({ ctx: a.user('editor'), ticketId, input: { text } });
    }
    const first = await listTicketComments({ ctx: a.user('viewer'), ticketId, input: { limit: 2 } });
    const cursor = first.nextCursor ?? '';
    const second = await listTicketComments({ ctx: a.system, ticketId, input: { limit: 2, cursor } });
    const all = [...first.comments, ...second.comments];
    // Within one millisecond ids are in no order.
    expect(all.map(({ text }) => text).sort()).toEqual(['one', 'three', 'two']);
    expect(all[0]).toMatchObject({ ticket_id: ticketId, author: { type: 'user' } });
    expect(second.nextCursor).toBeNull();
    expect(await newestAudit()).toMatchObject({ action: 'ticket.comment', after: { text: 'three' } });
    expect((await outboxOf(a.system)).at(-1)).toEqual([
      'ticket.updated',
      { ticket_id: ticketId, session_id: null, changed: ['comments'] },
    ]);
  });
});

describe('who may', () => {
  const verbs: [string, (tenant: TestTenant, as: 'editor' | 'viewer') => Promise<unknown>][] = [
    ['update', (t, as) => updateTicket({ ctx: t.user(as), ticketId, input: { changes: { category: 'x' } } })],
    ['move', (t, as) => moveTicket({ ctx: t.user(as), ticketId, input: { to: 'closed' } })],
    ['comment', (t, as) => addTicketComment({ ctx: t.user(as), ticketId, input: { text: 'x' } })],
  ];

  it.each(verbs)('%s: not a viewer, not another tenant; nothing changes', async (_, verb) => {
    const was = await getTicket({ ctx: a.system, ticketId });
    await expect(verb(a, 'viewer')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(verb(b, 'editor')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await getTicket({ ctx: a.system, ticketId })).toEqual(was);
    const { comments } = await listTicketComments({ ctx: a.system, ticketId, input: { limit: 9 } });
    expect(comments).toEqual([]);
  });

  it('reads: nobody without the scope, nobody of another tenant', async () => {
    const input = { limit: 9 };
    for (const ctx of [a.apiKey('sessions:read'), a.worker(newId('session'))]) {
      await expect(getTicket({ ctx, ticketId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(listTicketComments({ ctx, ticketId, input })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(getTicket({ ctx: b.system, ticketId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listTicketComments({ ctx: b.system, ticketId, input })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
