import type { Transcript } from '@parley/contracts';
import { canonicalWords } from '@parley/rehearsal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { ownScenario } from '../harness/own-scenario.ts';
import { type CallReport, placeCallsTogether } from '../harness/place-call.ts';
import { sessionInRoom } from '../harness/session-in-room.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { type SessionWatch, watchSession } from '../harness/watch-session.ts';

/** Each call with the words that only its own caller, or the answer to it, can have brought in. */
const calls = [
  {
    room: 'sink',
    scenario: 'leaking-sink',
    own: ['kitchen sink is leaking', 'john', 'smith', 'oak', '0 1 4 2'],
  },
  {
    room: 'heating',
    scenario: ownScenario('heating-in-one-breath'),
    own: ['heating is broken', 'mary', 'jones', 'park road', '3 8 9 7'],
  },
  { room: 'hours', scenario: 'office-hours', own: ['what are your office hours', 'closed on sunday'] },
];

interface Followed {
  report: CallReport;
  transcript: Transcript;
  viewer: SessionWatch;
}

/** Every text anywhere in a message or a ticket; ids and times are no words. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value.replaceAll(/\b[a-z]{3}_[0-9a-f]{32}\b/g, ' ')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (/(^|_)(id|at)$/.test(key) ? [] : textsIn(part)));
};

describe.skipIf(!canHear)('three calls at once in three rooms', () => {
  let stack: Stack;
  let followed: Followed[];
  beforeAll(async () => {
    stack = await startStack({ name: 'three-at-once', workerEnv: { PARLEY_WORKER_IDLE_PROCESSES: '3' } });
    const key = stack.demo.api_key;
    const reported = placeCallsTogether(stack, calls);
    const viewers = await Promise.all(
      calls.map(async ({ room }) => {
        const { session_id: sessionId } = await sessionInRoom(stack, room);
        return watchSession({ wsUrl: stack.wsUrl, sessionId, key });
      }),
    );
    const reports = await reported;
    followed = await Promise.all(
      reports.map(async (report, index) => {
        const { json } = await callApi(stack.url, `/transcripts/${report.session_id}`, { key });
        return { report, transcript: json, viewer: viewers[index] as SessionWatch };
      }),
    );
  }, 300_000);
  afterAll(() => stack?.stop());

  test('all three are held to their ends, side by side', () => {
    // Their words are judged in suites of their own: with three calls on few cores one may be misheard.
    expect(followed.map(({ report }) => report.end?.state)).toEqual(['ended', 'ended', 'ended']);
    const starts = followed.map(({ transcript }) => Date.parse(transcript.segments[0]?.started_at ?? ''));
    const ends = followed.map(({ transcript }) => Date.parse(transcript.segments.at(-1)?.ended_at ?? ''));
    expect(Math.max(...starts)).toBeLessThan(Math.min(...ends));
  });

  test('each has its own words, and no word of another in transcript, socket or ticket', () => {
    for (const [index, { transcript, viewer }] of followed.entries()) {
      const everything = [
        ...transcript.segments.map(({ text }) => text),
        ...textsIn(transcript.ticket),
        ...viewer.messages.flatMap((message) => textsIn(message)),
      ];
      const words = ` ${canonicalWords(everything.join(' . ')).join(' ')} `;
      for (const [other, { room, own }] of calls.entries()) {
        const found = own.filter((phrase) => words.includes(` ${phrase} `));
        if (other === index) expect(found.length, `${room}: only ${found}`).toBeGreaterThan(own.length / 2);
        else expect(found, `${room} in ${calls[index]?.room}`).toEqual([]);
      }
    }
  });

  test('segments and sequence numbers are each session’s own', () => {
    for (const { transcript, viewer } of followed) {
      const seqs = viewer.messages.map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
      const ids = transcript.segments.map(({ segment_id }) => segment_id);
      expect(new Set(ids).size).toBe(ids.length);
    }
    const tickets = followed.flatMap(({ transcript }) =>
      transcript.ticket ? [transcript.ticket.ticket_id] : [],
    );
    expect(tickets).not.toEqual([]);
    expect(new Set(tickets).size).toBe(tickets.length);
  });
});
