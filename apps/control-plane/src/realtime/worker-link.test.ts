import { newId, type SessionEvent } from '@parley/contracts';
import { DomainError } from '@parley/core';
import { createLogger } from '@parley/observability';
import { describe, expect, test, vi } from 'vitest';
import { createFakeSocket, sendTo } from '../testing/fake-socket.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { realtimeLimits } from './limits.ts';
import { SessionHub } from './session-hub.ts';
import { Viewer } from './viewer.ts';
import { WorkerLink, type WorkerLinkOptions } from './worker-link.ts';

const clock = createManualClock();
const log = createLogger({ name: 'test', level: 'silent' });
const turn = () => new Promise(setImmediate);

function link(store: Partial<WorkerLinkOptions['store']> = {}) {
  const hub = new SessionHub(clock);
  const session = {
    id: newId('session'),
    createdAt: new Date(clock.now()),
    lastSeq: 0,
    channel: 'browser' as const,
    agentVersionId: newId('agentVersion'),
  };
  const socket = createFakeSocket();
  const parts = { limits: realtimeLimits, clock, log };
  const recorded: number[] = [];
  new WorkerLink({
    ...parts,
    socket,
    channelOf: () => hub.channelOf(session),
    store: {
      ackedSeq: async () => 0,
      record: async ({ reports }) => {
        recorded.push(...reports.map(({ seq }) => seq));
        return { events: reports.map(({ seq, at, event }) => ({ seq, at, event })) };
      },
      standing: async () => ({ endReason: null, transfer: undefined }),
      ...store,
    },
    onHello: () => {},
    onDone: () => {},
    onClose: () => {},
  });
  const report = (seq: number, event: SessionEvent = { type: 'agent_state', state: 'listening' }) =>
    socket.say({ type: 'event', seq, at: new Date(clock.now()).toISOString(), event });
  const view = async () => {
    const viewer = createFakeSocket();
    const watcher = new Viewer({ ...parts, socket: viewer, send: sendTo(viewer), after: 0 });
    hub.channelOf(session).addViewer(watcher);
    await watcher.replay(async () => [], false);
    return viewer;
  };
  const sent = (type: string) => socket.sent.filter((message) => message.type === type);
  return { hub, session, socket, recorded, report, view, sent };
}

describe('a job’s socket', () => {
  test('is heard by viewers that come later, whatever was forgotten while it said hello', async () => {
    const greeting = Promise.withResolvers<number>();
    const { hub, session, socket, report, view, sent } = link({ ackedSeq: () => greeting.promise });
    hub.channelOf(session);
    socket.say({ type: 'hello', job_id: 'job-1' });
    hub.release(session.id);
    await turn();
    greeting.resolve(0);
    await turn();
    const viewer = await view();
    report(1);
    await vi.waitFor(() => expect(viewer.sent).toHaveLength(1));
    hub.channelOf(session).endWorkers('stopped');
    expect(sent('end')).toEqual([{ type: 'end', reason: 'stopped' }]);
  });

  test('is told of an end that came while it said hello', async () => {
    const { socket, sent } = link({ standing: async () => ({ endReason: 'stopped', transfer: undefined }) });
    socket.say({ type: 'hello', job_id: 'job-1' });
    await vi.waitFor(() => expect(sent('end')).toEqual([{ type: 'end', reason: 'stopped' }]));
    expect(sent('welcome')).toEqual([{ type: 'welcome', acked_seq: 0 }]);
  });
});

describe('a job that is killed', () => {
  test('has all stored that it had sent, and only then it is gone', async () => {
    const begun = Promise.withResolvers<void>();
    const database = Promise.withResolvers<void>();
    const stored: number[] = [];
    const { hub, session, socket, report } = link({
      record: async ({ reports }) => {
        begun.resolve();
        await database.promise;
        stored.push(...reports.map(({ seq }) => seq));
        return { events: [] };
      },
    });
    socket.say({ type: 'hello', job_id: 'job-1' });
    report(1);
    await begun.promise;
    // These wait for the first to be written when the kernel closes the socket.
    report(2);
    report(3);
    socket.leave();
    const gone = hub
      .channelOf(session)
      .workersGone(60_000)
      .then(() => [...stored]);
    database.resolve();
    expect(await gone).toEqual([1, 2, 3]);
  });

  test('between two sockets: the one that is closed does not supersede the open one', async () => {
    const slow = Promise.withResolvers<number>();
    const { hub, session, socket } = link({ ackedSeq: () => slow.promise });
    socket.say({ type: 'hello', job_id: 'job-1' });
    socket.leave();
    const close = vi.fn();
    hub.channelOf(session).addWorker('job-1', { end: () => {}, tell: () => {}, close });
    slow.resolve(0);
    await turn();
    expect(close).not.toHaveBeenCalled();
  });
});

describe('a report that is not stored', () => {
  const databaseError = (code: string) =>
    new Error('failed query', { cause: Object.assign(new Error(code), { code }) });
  const transcript: SessionEvent = {
    type: 'transcript',
    speaker: 'caller',
    text: 'hello',
    final: true,
    segment_id: 's1',
    interrupted: false,
    started_at: new Date(0).toISOString(),
    ended_at: new Date(0).toISOString(),
  };

  test.each(['53100', '25006', '57P03', 'ECONNREFUSED'])(
    'because the database cannot write (%s) is kept by the worker until it is',
    async (code) => {
      let failures = 0;
      const { socket, report, sent } = link({
        record: async ({ reports }) => {
          failures += 1;
          if (failures < 6) throw databaseError(code);
          return { events: reports.map(({ seq, at, event }) => ({ seq, at, event })) };
        },
      });
      socket.say({ type: 'hello', job_id: 'job-1' });
      report(1, transcript);
      while (failures < 5) {
        await clock.advance(2_000);
        expect(sent('ack')).toEqual([]);
      }
      await clock.advance(5_000);
      expect(sent('ack')).toEqual([{ type: 'ack', seq: 1 }]);
      expect(failures).toBe(6);
    },
  );

  test.each([databaseError('22P02'), databaseError('23514'), new DomainError('VALIDATION_FAILED')])(
    'because it never can be is let go, and holds up no other: %s',
    async (error) => {
      const stored: number[] = [];
      const { socket, report, sent } = link({
        record: async ({ reports }) => {
          if (reports.some(({ seq }) => seq === 1)) throw error;
          stored.push(...reports.map(({ seq }) => seq));
          return { events: [] };
        },
      });
      socket.say({ type: 'hello', job_id: 'job-1' });
      report(1, transcript);
      report(2, { ...transcript, segment_id: 's2' });
      await clock.advance(20_000);
      expect(stored).toEqual([2]);
      expect(sent('ack').at(-1)).toEqual({ type: 'ack', seq: 2 });
    },
  );
});
