import type { WorkerEvent } from '@parley/contracts';
import { expect, test } from 'vitest';
import { EventBuffer } from './event-buffer.ts';

const at = '2026-01-01T00:00:00.000Z';
const said = (text: string, final = true): WorkerEvent => ({
  type: 'transcript',
  speaker: 'caller',
  text,
  final,
  segment_id: 's',
  interrupted: false,
  started_at: at,
  ended_at: at,
});
const listening: WorkerEvent = { type: 'agent_state', state: 'listening' };
const seqs = (buffer: EventBuffer): number[] => buffer.pending.map(({ seq }) => seq);

test('numbers from 1; interims take a number and are not kept', () => {
  const buffer = new EventBuffer(10);
  expect([said('a'), said('b', false), said('c')].map((event) => buffer.add(event, at).seq)).toEqual([
    1, 2, 3,
  ]);
  expect(seqs(buffer)).toEqual([1, 3]);
});

test('an acknowledgement covers everything up to it', () => {
  const buffer = new EventBuffer(10);
  for (const text of ['a', 'b', 'c']) buffer.add(said(text), at);
  buffer.ack(2);
  expect(seqs(buffer)).toEqual([3]);
  buffer.ack(99);
  expect(seqs(buffer)).toEqual([]);
});

test('when full, what was said stays and the oldest expendable event goes', () => {
  const buffer = new EventBuffer(3);
  for (const event of [said('a'), listening, listening, said('b')]) buffer.add(event, at);
  expect(seqs(buffer)).toEqual([1, 3, 4]);
  for (const text of ['c', 'd']) buffer.add(said(text), at);
  expect(seqs(buffer)).toEqual([4, 5, 6]);
  buffer.noteLoss(at);
  buffer.noteLoss(at);
  expect(buffer.pending.slice(3).map(({ event }) => event)).toEqual([
    { type: 'error', source: 'reporting', message: '3 events were lost while the control plane was away.' },
  ]);
});
