import { type FactType, newId, type TicketFilters } from '@parley/contracts';
import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../audit/list-audit.ts';
import { createSession } from '../sessions/create-session.ts';
import { recordWorkerEvents } from '../sessions/record-worker-events.ts';
import { addAgent, createTestTenant, type TestTenant } from '../testing/index.ts';
import { createTicket } from './create-ticket.ts';
import { exportTickets } from './export-tickets.ts';
import { getTicket } from './get-ticket.ts';
import { listTickets } from './list-tickets.ts';
import { moveTicket } from './move-ticket.ts';
import { updateTicket } from './update-ticket.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
let clock = 0;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  clock = Date.parse('2026-03-01T12:00:00Z');
  const now = () => {
    clock += 10;
    return new Date(clock);
  };
  a = await createTestTenant(handle.db, now);
  b = await createTestTenant(handle.db, now);
});

const told = { name: 'John Smith', phone: '415 555 0142', property: '12 Oak Street', reason: 'A leak' };
const write = async (more = {}, tenant = a) =>
  (await createTicket({ ctx: tenant.user('editor'), input: { ...told, ...more } })).ticket;
const list = (filters: TicketFilters = {}, tenant = a) =>
  listTickets({ ctx: tenant.user('viewer'), input: { limit: 50, ...filters } });
const numbers = async (filters: TicketFilters = {}) =>
  (await list(filters)).tickets.map(({ number }) => number);

async function talk(texts: string[], agentId = a.agentId) {
  const { id } = await createSession({ ctx: a.system, input: { room: newId('session'), agentId } });
  const at = new Date(clock).toISOString();
  const events = texts.map((text, index) => {
    const speaker = text.startsWith('Agent: ') ? ('agent' as const) : ('caller' as const);
    const segment = { segment_id: `c-${index}`, started_at: at, ended_at: at, interrupted: false };
    return {
      seq: index + 1,
      at,
      event: { type: 'transcript' as const, final: true, speaker, text, ...segment },
    };
  });
  await recordWorkerEvents({ ctx: a.worker(id), input: { sessionId: id, jobId: 'j', events } });
  return id;
}

describe('a ticket of a call', () => {
  it('tells for each field the utterance it came from, of the caller alone', async () => {
    const fact = (key: string, type: FactType) => ({ key, label: key, question: `Which ${key}?`, type });
    const agentId = await addAgent(a, { collect: [fact('people', 'number'), fact('time', 'text')] });
    const said = ['The sink is leaking', 'It is John Smith', 'twelve oak street', 'For three people'];
    const sessionId = await talk(['Agent: Is that John Smith?', ...said], agentId);
    const { ticket } = await createTicket({
      ctx: a.worker(sessionId),
      input: { ...told, reason: 'Sink leaks', facts: { people: 3, time: 'noon' }, sessionId },
    });
    expect(ticket.evidence).toEqual({ reason: 'c-1', name: 'c-2', property: 'c-3', people: 'c-4' });
    const whole = await getTicket({ ctx: a.user('viewer'), ticketId: ticket.ticket_id });
    expect(whole.ticket.facts).toEqual({ people: 3, time: 'noon' });
    expect(whole.ticket.evidence).toMatchObject({
      name: {
        segment_id: 'c-2',
        text: 'It is John Smith',
        started_at: expect.stringContaining('2026-03-01'),
      },
      people: { text: 'For three people' },
    });
    const changes = { name: 'Somebody Else', property: 'Twelve Oak', facts: { people: 4, constructor: 'x' } };
    const { ticket: changed } = await updateTicket({
      ctx: a.user('editor'),
      ticketId: ticket.ticket_id,
      input: { changes },
    });
    expect(Object.keys(changed.evidence).sort()).toEqual(['property', 'reason']);
  });
});

describe('numbers', () => {
  it('count in each tenant without gaps, also when many write at once and some fail', async () => {
    const broken = { ...a.user('editor'), auditKey: undefined as never };
    await Promise.all([
      ...Array.from({ length: 6 }, () => write()),
      expect(createTicket({ ctx: broken, input: told })).rejects.toThrow(),
      write({}, b),
    ]);
    await write();
    expect((await numbers()).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await list({}, b)).tickets.map(({ number }) => number)).toEqual([1]);
  });
});

describe('the hint at a duplicate', () => {
  const hint = async (more = {}, tenant = a) => {
    const { ticket_id } = await write(more, tenant);
    const { ticket } = await getTicket({ ctx: tenant.system, ticketId: ticket_id });
    return ticket.duplicate_of;
  };

  it('is the earlier ticket of the same caller and matter, within a day', async () => {
    const { ticket_id } = await write({ reason: 'The kitchen sink is leaking' });
    expect(await hint({ reason: 'Kitchen sink leaks', phone: '(415) 555-0142' })).toBe(ticket_id);
    expect(await hint({ reason: 'Lost keys' })).toBeNull();
    expect(await hint({ reason: 'Kitchen sink leaks', phone: '415 555 0143' })).toBeNull();
    expect(await hint({ reason: 'Kitchen sink leaks' }, b)).toBeNull();
    clock += 25 * 3_600_000;
    expect(await hint({ reason: 'Kitchen sink leaks' })).toBeNull();
  });
});

describe('listTickets', () => {
  it('filters by each of its fields', async () => {
    const sessionId = await talk(['Hello']);
    const { ticket_id } = await write({ category: 'plumbing', priority: 'high', facts: { dog: 'Rex' } });
    await createTicket({
      ctx: a.worker(sessionId),
      input: { ...told, name: '100% Ann', phone: '212 555 0199', sessionId },
    });
    await moveTicket({ ctx: a.user('editor'), ticketId: ticket_id, input: { to: 'closed' } });
    const { created_at } = (await getTicket({ ctx: a.system, ticketId: ticket_id })).ticket;
    const later = new Date(Date.parse(created_at) + 1).toISOString();
    for (const filters of [
      { status: 'closed' },
      { priority: 'high' },
      { category: 'plumbing' },
      { phone: '(415) 555 0142' },
      { phone: '5550142' },
      { created_to: later },
      { q: 'SMITH oak' },
      { q: 'rex' },
      { q: '#1' },
    ] as TicketFilters[]) {
      expect([filters, await numbers(filters)]).toEqual([filters, [1]]);
    }
    for (const filters of [
      { session_id: sessionId },
      { agent_id: a.agentId },
      { created_from: later },
      { q: '100%' },
      { status: 'open' },
    ] as TicketFilters[]) {
      expect([filters, await numbers(filters)]).toEqual([filters, [2]]);
    }
    const always = { created_from: '0000-01-01T00:00:00Z', created_to: '9999-12-31T23:59:59-23:00' };
    expect(await numbers(always)).toEqual([2, 1]);
    expect(await numbers({ assignee_id: 'none' })).toEqual([2, 1]);
    expect(await numbers({ assignee_id: newId('user') })).toEqual([]);
    expect(await numbers({ agent_id: b.agentId })).toEqual([]);
    expect(await numbers({ q: 'Smith Elm' })).toEqual([]);
  });

  it('pages, newest first, through the tenant’s own', async () => {
    for (let n = 0; n < 3; n += 1) await write();
    await write({}, b);
    const first = await listTickets({ ctx: a.system, input: { limit: 2 } });
    expect(first.tickets.map(({ number }) => number)).toEqual([3, 2]);
    const cursor = first.nextCursor ?? '';
    const rest = await listTickets({ ctx: a.system, input: { limit: 2, cursor } });
    expect([rest.tickets.map(({ number }) => number), rest.nextCursor]).toEqual([[1], null]);
  });

  it('refuses what is no cursor and no phone, and whoever has not the scope', async () => {
    const refused = (input: object, path: string) =>
      expect(listTickets({ ctx: a.system, input: { limit: 2, ...input } })).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        issues: [expect.objectContaining({ path })],
      });
    await refused({ cursor: 'x' }, 'cursor');
    await refused({ phone: 'nobody' }, 'phone');
    await expect(listTickets({ ctx: a.apiKey('sessions:read'), input: { limit: 2 } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('exportTickets', () => {
  const read = async (filters: TicketFilters, tenant = a) => {
    let csv = '';
    for await (const lines of await exportTickets({ ctx: tenant.user('viewer'), input: filters }))
      csv += lines;
    return csv;
  };

  it('gives the tenant’s own that fit, and leaves no formula', async () => {
    await write({ reason: '=HYPERLINK("http://evil")', name: 'Smith, "Jo"', priority: 'high' });
    await write({ name: 'Ann' });
    await write({ name: 'Theirs' }, b);
    const csv = await read({ priority: 'high' });
    const [head, line, end] = csv.split('\r\n');
    expect(head).toMatch(/^number,ticket_id,session_id,status,/);
    expect(line).toMatch(/^1,tkt_/);
    expect(line).toContain(`"Smith, ""Jo""",+14155550142,12 Oak Street,"'=HYPERLINK(""http://evil"")"`);
    expect(end).toBe('');
    expect(await read({})).not.toContain('Theirs');
  });

  it('is in the audit log, and refused without the scope', async () => {
    await read({ status: 'open' });
    const { entries } = await listAudit({ ctx: a.user('admin'), input: { action: 'ticket.export' } });
    expect(entries).toEqual([expect.objectContaining({ after: { status: 'open' } })]);
    await expect(exportTickets({ ctx: a.apiKey('tickets:write'), input: {} })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
