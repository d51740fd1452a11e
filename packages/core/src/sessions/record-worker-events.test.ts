import { newId, type WorkerEvent } from '@parley/contracts';
import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectNoTrace, outboxOf } from '../testing/expect-no-trace.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { createTicket } from '../tickets/create-ticket.ts';
import { ackedSeqOf } from './acked-seq-of.ts';
import { createSeqIssuer } from './create-seq-issuer.ts';
import { createSession } from './create-session.ts';
import { getSessionBrief } from './get-session-brief.ts';
import { getTranscript } from './get-transcript.ts';
import { listSessionEvents } from './list-session-events.ts';
import { recordWorkerEvents } from './record-worker-events.ts';
import type { SessionRow } from './session-row.ts';
import { transitionSession } from './transition-session.ts';

let handle: DatabaseHandle;
let clock: number;
let a: TestTenant;
let b: TestTenant;
let session: SessionRow;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  clock = Date.parse('2026-03-01T12:00:00Z');
  a = await createTestTenant(handle.db, () => new Date(clock));
  b = await createTestTenant(handle.db, () => new Date(clock));
  session = await createSession({ ctx: a.system, input: { room: 'lobby' } });
});

const at = (ms: number) => new Date(Date.parse('2026-03-01T12:00:00Z') + ms).toISOString();
const said = (segment_id: string, text: string, more: Partial<WorkerEvent> = {}): WorkerEvent =>
  ({
    type: 'transcript',
    speaker: 'caller',
    text,
    final: true,
    segment_id,
    interrupted: false,
    started_at: at(1000),
    ended_at: at(2000),
    ...more,
  }) as WorkerEvent;
const started: WorkerEvent = { type: 'speech_started', speaker: 'caller' };

const record = (events: [number, WorkerEvent][], { jobId = 'job-1', ctx = a.worker(session.id) } = {}) =>
  recordWorkerEvents({
    ctx,
    input: {
      sessionId: session.id,
      jobId,
      events: events.map(([seq, event]) => ({ seq, at: at(seq), event })),
    },
  });
const eventsOf = (after?: number, limit?: number) =>
  listSessionEvents({ ctx: a.system, input: { sessionId: session.id, after, limit } });

describe('recordWorkerEvents', () => {
  it('are what the job is told that goes on when theirs is lost', async () => {
    await record([
      [1, { type: 'speech_started', speaker: 'agent' }],
      [2, said('a-1', 'Hello.', { speaker: 'agent' } as Partial<WorkerEvent>)],
      [3, started],
      [4, said('c-1', 'The sink is leaking.')],
    ]);
    const ctx = a.worker(session.id);
    const { so_far } = await getSessionBrief({ ctx, sessionId: session.id });
    expect(so_far).toMatchObject({
      past: [{ text: 'Hello.' }, { speaker: 'caller', text: 'The sink is leaking.' }],
      agent_spoke: true,
      cut: null,
    });
  });

  it('numbers by the clock of the control plane and keeps the worker’s times', async () => {
    clock += 1500;
    const { stored, ackedSeq } = await record([
      [1, started],
      [2, said('c-1', 'Hello.')],
    ]);
    expect(stored).toEqual([
      { seq: 1500, at: at(1), event: started },
      { seq: 1501, at: at(2), event: said('c-1', 'Hello.') },
    ]);
    expect(ackedSeq).toBe(2);
    expect(await eventsOf(1499)).toEqual(stored);
    expect(await eventsOf(1500)).toEqual(stored.slice(1));
    expect(await eventsOf(0, 2)).toHaveLength(2);
    expect((await outboxOf(a.system)).slice(1)).toEqual([
      ['transcript.final', { session_id: session.id, seq: 1501, segment_id: 'c-1', speaker: 'caller' }],
    ]);
  });

  it('relays interims: covered by the acknowledgement, not written', async () => {
    const result = await record([[7, said('c-1', 'Hel', { final: false })]]);
    expect(result).toEqual({ stored: [], ackedSeq: 7 });
    expect(await eventsOf()).toHaveLength(1);
  });

  it('writes an event once, however often it comes', async () => {
    await record([[1, said('c-1', 'Hello.')]]);
    const again = await record([
      [1, said('c-1', 'Hello.')],
      [2, started],
      [2, started],
    ]);
    expect(again.stored.map(({ event }) => event)).toEqual([started]);
    expect(again.ackedSeq).toBe(2);
    const atOnce = await Promise.all([
      record([[3, started]]),
      record([[3, started]]),
      record([[3, started]]),
    ]);
    expect(atOnce.flatMap(({ stored }) => stored)).toHaveLength(1);
  });

  it('takes the same number from another job', async () => {
    await record([[1, started]]);
    expect((await record([[1, started]], { jobId: 'job-2' })).stored).toHaveLength(1);
  });

  it('writes a segment’s final once, whoever reports it', async () => {
    await record([[1, said('c-1', 'Hello.')]]);
    const other = await record([[1, said('c-1', 'Hello again.')]], { jobId: 'job-2' });
    expect(other).toEqual({ stored: [], ackedSeq: 1 });
    const twice = await record([
      [2, said('c-2', 'One.')],
      [3, said('c-2', 'Two.')],
    ]);
    expect(twice.stored).toHaveLength(1);
  });

  it('takes what comes late, and drops without complaint what comes too late', async () => {
    await transitionSession({
      ctx: a.system,
      input: { sessionId: session.id, to: 'ended', reason: 'stopped' },
    });
    clock += 59_000;
    expect((await record([[1, said('c-1', 'Bye.')]])).stored).toHaveLength(1);
    clock += 2000;
    expect(await record([[2, said('c-2', 'Late.')]])).toEqual({ stored: [], ackedSeq: 2 });
  });

  it('gives no number that an interim has', async () => {
    const issuer = createSeqIssuer();
    const ctx = { ...a.worker(session.id), ...issuer };
    clock += 100;
    expect(issuer.issueSeq(session.id, 100)).toBe(100);
    const { stored } = await record([[1, started]], { ctx });
    expect(stored[0]?.seq).toBe(101);
    expect(issuer.issueSeq(session.id, 100)).toBe(102);
  });

  it('stores what a broken encoder made of the text', async () => {
    const { stored } = await record([[1, said('c-1', 'a\0b\ud800c')]]);
    expect(stored[0]?.event).toMatchObject({ text: 'ab\ufffdc' });
  });

  it('does not know another tenant’s session, nor any but the worker’s own', async () => {
    for (const ctx of [b.worker(session.id), a.worker(newId('session'))]) {
      await expect(record([[1, started]], { ctx })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await eventsOf()).toHaveLength(1);
  });

  it('writes the whole batch or nothing of it', async () => {
    const events = [
      { seq: 1, at: at(1), event: said('c-1', 'Hello.') },
      { seq: 2, at: 'no time', event: started },
    ];
    const ctx = a.worker(session.id);
    await expect(
      recordWorkerEvents({ ctx, input: { sessionId: session.id, jobId: 'job-1', events } }),
    ).rejects.toThrow();
    expect(await eventsOf()).toHaveLength(1);
    await expectNoTrace(ctx, (failing) => record([[1, said('c-1', 'Hello.')]], { ctx: failing }));
  });
});

describe('ackedSeqOf', () => {
  it('is the highest number written of a job', async () => {
    const acked = (jobId: string, ctx = a.worker(session.id)) =>
      ackedSeqOf({ ctx, input: { sessionId: session.id, jobId } });
    expect(await acked('job-1')).toBe(0);
    await record([
      [3, started],
      [5, said('c-1', 'Hi.')],
    ]);
    expect(await acked('job-1')).toBe(5);
    expect(await acked('job-2')).toBe(0);
    await expect(acked('job-1', b.worker(session.id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(acked('job-1', a.worker(newId('session')))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('listSessionEvents and getTranscript', () => {
  it('show what was said in the order it was begun, with the ticket', async () => {
    await record([
      [1, said('c-1', 'Hello.', { started_at: at(3000) })],
      [2, said('a-1', 'Welcome.', { speaker: 'agent', interrupted: true, started_at: at(1000) })],
      [3, started],
    ]);
    const input = { sessionId: session.id, name: 'Ann', phone: '555 0142', property: 'Oak', reason: 'Leak' };
    const { ticket } = await createTicket({ ctx: a.worker(session.id), input });
    const transcript = await getTranscript({ ctx: a.user('viewer'), sessionId: session.id });
    expect(transcript).toMatchObject({ session_id: session.id, state: 'created', end_reason: null, ticket });
    expect(transcript.segments.map(({ text }) => text)).toEqual(['Welcome.', 'Hello.']);
    expect(transcript.segments[0]).toEqual({
      segment_id: 'a-1',
      seq: expect.any(Number),
      speaker: 'agent',
      text: 'Welcome.',
      interrupted: true,
      started_at: at(1000),
      ended_at: at(2000),
    });
  });

  it('belong to the tenant', async () => {
    for (const ctx of [b.system, a.worker(newId('session'))]) {
      await expect(getTranscript({ ctx, sessionId: session.id })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(listSessionEvents({ ctx, input: { sessionId: session.id } })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });
});
