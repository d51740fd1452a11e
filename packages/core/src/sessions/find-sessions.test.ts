import {
  type EndReason,
  newId,
  type SessionFilters,
  type SessionId,
  type WorkerEvent,
} from '@parley/contracts';
import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { createTicket } from '../tickets/create-ticket.ts';
import { createSession } from './create-session.ts';
import { findSessions } from './find-sessions.ts';
import { getSessionDetails } from './get-session-details.ts';
import { recordWorkerEvents } from './record-worker-events.ts';
import { searchTranscripts } from './search-transcripts.ts';
import { transitionSession } from './transition-session.ts';

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

const utterance = (text: string, speaker: 'caller' | 'agent' = 'caller'): WorkerEvent => {
  const at = new Date(clock).toISOString();
  const segment_id = newId('session');
  const rest = { final: true, interrupted: false, started_at: at, ended_at: at };
  return { type: 'transcript', speaker, text, segment_id, ...rest };
};
const told = { name: 'John', phone: '415 555 0142', property: '12 Oak Street', reason: 'A leak' };

interface Call {
  events?: WorkerEvent[];
  ticket?: boolean;
  end?: EndReason;
  channel?: 'browser' | 'phone';
}
async function call({ events = [], ticket, end, channel }: Call = {}, tenant = a): Promise<SessionId> {
  const { id } = await createSession({ ctx: tenant.system, input: { room: newId('session'), channel } });
  const at = new Date(clock).toISOString();
  const numbered = events.map((event, index) => ({ seq: index + 1, at, event }));
  await recordWorkerEvents({
    ctx: tenant.worker(id),
    input: { sessionId: id, jobId: 'j', events: numbered },
  });
  if (ticket) await createTicket({ ctx: tenant.worker(id), input: { ...told, sessionId: id } });
  if (end) {
    const failed = /agent_|room_|no_agent|error/.test(end) && end !== 'agent_hung_up';
    const input = { sessionId: id, to: failed ? ('failed' as const) : ('ended' as const), reason: end };
    await transitionSession({ ctx: tenant.system, input });
  }
  return id;
}
const find = async (filters: SessionFilters = {}, tenant = a) =>
  (await findSessions({ ctx: tenant.user('viewer'), input: { limit: 50, ...filters } })).sessions;
const ids = async (filters: SessionFilters = {}) => (await find(filters)).map(({ session_id }) => session_id);

describe('the outcome of a session', () => {
  it.each<[string | null, Call]>([
    [null, { events: [utterance('Hello')] }],
    ['ticket', { ticket: true, end: 'caller_hung_up' }],
    ['ticket', { ticket: true, end: 'agent_lost' }],
    ['no_agent', { end: 'no_agent_available' }],
    ['no_agent', { end: 'agent_never_joined' }],
    ['failed', { events: [utterance('Hello')], end: 'agent_lost' }],
    ['answered', { events: [utterance('Hello')], end: 'caller_hung_up' }],
    ['abandoned', { events: [utterance('Hello', 'agent')], end: 'caller_hung_up' }],
    ['abandoned', { end: 'caller_never_joined' }],
  ])('%s: %o', async (outcome, input) => {
    const id = await call(input);
    expect(await find()).toEqual([expect.objectContaining({ session_id: id, outcome })]);
    expect((await getSessionDetails({ ctx: a.system, sessionId: id })).outcome).toBe(outcome);
    if (outcome) expect(await ids({ outcome: outcome as 'ticket' })).toEqual([id]);
    expect(await ids({ outcome: outcome === 'failed' ? 'ticket' : 'failed' })).toEqual([]);
  });
});

describe('findSessions', () => {
  it('filters by each of its fields', async () => {
    const first = await call({ events: [utterance('The boiler leaks')], end: 'stopped' });
    const [{ created_at = '' } = {}] = await find();
    const later = new Date(Date.parse(created_at) + 1).toISOString();
    const second = await call({ channel: 'phone' });
    await call({}, b);
    for (const filters of [
      { state: 'ended' },
      { to: later },
      { q: 'leaking boilers' },
      { channel: 'browser' },
    ]) {
      expect([filters, await ids(filters as SessionFilters)]).toEqual([filters, [first]]);
    }
    for (const filters of [{ state: 'created' }, { from: later }, { channel: 'phone' }]) {
      expect([filters, await ids(filters as SessionFilters)]).toEqual([filters, [second]]);
    }
    expect(await ids({ agent_id: a.agentId })).toEqual([second, first]);
    const always = { from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59-23:00' };
    expect(await ids(always)).toEqual([second, first]);
    expect(await ids({ agent_id: b.agentId })).toEqual([]);
    expect(await ids({ q: 'the' })).toEqual([]);
  });

  it('pages, newest first, and refuses what is no cursor and who has no scope', async () => {
    const all = [await call(), await call(), await call()].reverse();
    const first = await findSessions({ ctx: a.system, input: { limit: 2 } });
    const cursor = first.nextCursor ?? '';
    const rest = await findSessions({ ctx: a.system, input: { limit: 2, cursor } });
    expect([...first.sessions, ...rest.sessions].map(({ session_id }) => session_id)).toEqual(all);
    expect(rest.nextCursor).toBeNull();
    await expect(findSessions({ ctx: a.system, input: { limit: 2, cursor: 'x' } })).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: 'cursor' })],
    });
    const ctx = a.apiKey('tickets:read');
    await expect(findSessions({ ctx, input: { limit: 2 } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('getSessionDetails', () => {
  it('has turns, timings, tools, errors and the ticket', async () => {
    const tool = { type: 'tool', call_id: 't1', name: 'lookup_knowledge' } as const;
    const timing = {
      endpointing_ms: 1,
      stt_ms: 2,
      llm_first_token_ms: 3,
      tts_first_audio_ms: 4,
      total_ms: 10,
    };
    const id = await call({
      events: [
        utterance('Do you take dogs?'),
        { ...tool, status: 'started', arguments: { query: 'dogs' } },
        { ...tool, status: 'succeeded', result: 'Yes' },
        { ...tool, call_id: 't2', status: 'started' },
        { type: 'turn_timing', segment_id: 'c-1', ...timing },
        { type: 'error', source: 'tts', message: 'slow' },
        utterance('We do.', 'agent'),
      ],
      ticket: true,
    });
    const details = await getSessionDetails({ ctx: a.user('viewer'), sessionId: id });
    expect(details).toMatchObject({
      session_id: id,
      duration_s: null,
      turns: [{ text: 'Do you take dogs?' }, { text: 'We do.' }],
      timings: [{ segment_id: 'c-1', ...timing }],
      tools: [
        { call_id: 't1', status: 'succeeded', arguments: { query: 'dogs' }, result: 'Yes' },
        { call_id: 't2', status: 'started', arguments: null, result: null, ended_at: null },
      ],
      errors: [{ source: 'tts', message: 'slow' }],
      ticket: { number: 1, name: 'John' },
      cost: null,
    });
    expect(details.tools[0]?.ended_at).not.toBeNull();
  });

  it('says what it cost, of each job what it reported last, by the prices of today', async () => {
    const used = (input_tokens: number): WorkerEvent => {
      const none = { cached_input_tokens: 0, output_tokens: 0, characters: 0, audio_ms: 0 };
      const model = { stage: 'llm', provider: 'openai', model: 'mini', input_tokens, ...none } as const;
      return { type: 'usage', models: [model] };
    };
    const sessionId = await call({ events: [used(1_000_000), used(2_000_000)] });
    const at = new Date(clock).toISOString();
    const events = [{ seq: 1, at, event: used(1_000_000) }];
    await recordWorkerEvents({ ctx: a.worker(sessionId), input: { sessionId, jobId: 'another', events } });
    const prices = {
      currency: 'EUR',
      prices: [{ of: 'mini', unit: 'input_tokens' as const, cents: 15 }],
    };
    const { cost } = await getSessionDetails({ ctx: { ...a.system, prices }, sessionId });
    expect(cost).toMatchObject({ currency: 'EUR', total: 0.45, complete: true });
    expect((await getSessionDetails({ ctx: a.system, sessionId })).cost?.complete).toBe(false);
  });

  it('is for the tenant, with the scope', async () => {
    const sessionId = await call();
    await expect(getSessionDetails({ ctx: b.system, sessionId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const ctx of [a.apiKey('tickets:read'), a.worker(sessionId)]) {
      await expect(getSessionDetails({ ctx, sessionId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe('searchTranscripts', () => {
  const search = async (q: string, tenant = a) =>
    (await searchTranscripts({ ctx: tenant.user('viewer'), input: { q, limit: 50 } })).hits;
  const marked = async (q: string) =>
    (await search(q)).map(({ text, hits }) => hits.map(([from, to]) => text.slice(from, to)));

  it('marks the words that match, whatever else was said', async () => {
    const text = '🙂 <b>Leaks</b> & leaking: zażółć my \uE000 sink \uE001, a leak.';
    const id = await call({ events: [utterance(text), utterance('It is dry')] });
    expect(await marked('leak')).toEqual([['Leaks', 'leaking', 'leak']]);
    expect(await marked('sink leak')).toEqual([['Leaks', 'leaking', 'sink', 'leak']]);
    expect((await search('leak'))[0]).toMatchObject({ session_id: id, text, speaker: 'caller' });
  });

  it('knows phrases, alternatives and exclusions; all words are to be there', async () => {
    await call({ events: [utterance('the kitchen sink is dry'), utterance('sink in the kitchen')] });
    expect(await search('"kitchen sink"')).toHaveLength(1);
    expect(await search('kitchen sink')).toHaveLength(2);
    expect(await search('kitchen -dry')).toHaveLength(1);
    expect(await search('dry or nothing')).toHaveLength(1);
    expect(await search('kitchen bath')).toEqual([]);
    expect(await search('the')).toEqual([]);
    expect(await search(`'); & | ! <-> :* \0 "`)).toEqual([]);
    for (const idle of ['-', '- ', '-&', '-(', '-\u00a0', '—-'])
      expect(await search(idle.repeat(66))).toEqual([]);
    expect(await search(`kitchen ${'--'.repeat(50)}dry`)).toHaveLength(1);
    expect(await find({ q: '-'.repeat(200) })).toEqual([]);
  });

  it('pages, newest first, through the tenant’s own alone', async () => {
    await call({ events: [utterance('leak one'), utterance('leak two')] });
    await call({ events: [utterance('leak three')] });
    await call({ events: [utterance('leak theirs')] }, b);
    const ctx = a.user('viewer');
    const first = await searchTranscripts({ ctx, input: { q: 'leak', limit: 2 } });
    const cursor = first.nextCursor ?? '';
    const rest = await searchTranscripts({ ctx, input: { q: 'leak', limit: 2, cursor } });
    const texts = [...first.hits, ...rest.hits].map(({ text }) => text);
    expect(texts).toEqual(['leak three', 'leak two', 'leak one']);
    expect(rest.nextCursor).toBeNull();
    expect((await search('leak', b)).map(({ text }) => text)).toEqual(['leak theirs']);
  });

  it('refuses what is no cursor and who has no scope', async () => {
    for (const cursor of ['x', newId('session'), `${newId('session')}.x`, `${newId('session')}.1.2`]) {
      await expect(
        searchTranscripts({ ctx: a.system, input: { q: 'a', limit: 2, cursor } }),
      ).rejects.toMatchObject({ issues: [expect.objectContaining({ path: 'cursor' })] });
    }
    const ctx = a.apiKey('tickets:read');
    await expect(searchTranscripts({ ctx, input: { q: 'a', limit: 2 } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
