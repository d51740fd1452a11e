import { expect, test } from 'vitest';
import { recordReports } from '../testing/recorded-report.ts';
import { AgentTranscript } from './agent-transcript.ts';

const t0 = Date.parse('2026-01-01T00:00:00.000Z');

function start() {
  const recorded = recordReports();
  const transcript = new AgentTranscript({ report: recorded.report, prefix: 'job', language: () => 'en' });
  const lines = () =>
    recorded.of('transcript').map((line) => [line.segment_id, line.text, line.final, line.interrupted]);
  return { transcript, lines, recorded };
}

test('words appear as they are spoken, and are final when the playout ends', () => {
  const { transcript, lines, recorded } = start();
  transcript.playbackStarted(t0);
  transcript.words('Hello ', t0 + 100);
  transcript.words('there.', t0 + 400);
  transcript.playbackFinished({ heard: 'Hello there. ', interrupted: false, at: t0 + 900 });
  expect(lines()).toEqual([
    ['job-a-1', 'Hello', false, false],
    ['job-a-1', 'Hello there.', false, false],
    ['job-a-1', 'Hello there.', true, false],
  ]);
  expect(recorded.of('transcript').at(-1)).toMatchObject({
    speaker: 'agent',
    language: 'en',
    started_at: '2026-01-01T00:00:00.000Z',
    ended_at: '2026-01-01T00:00:00.900Z',
  });
});

test('an interrupted reply is final once, cut where it was interrupted', () => {
  const { transcript, lines } = start();
  transcript.playbackStarted(t0);
  transcript.words('Our office ', t0);
  transcript.playbackFinished({ heard: 'Our office', interrupted: true, at: t0 + 500 });
  transcript.playbackFinished({ heard: 'Our office is open', interrupted: true, at: t0 + 510 });
  transcript.words('is open ', t0 + 520);
  expect(lines()).toEqual([
    ['job-a-1', 'Our office', false, false],
    ['job-a-1', 'Our office', true, true],
  ]);
});

test('what was never heard leaves nothing', () => {
  const { transcript, lines } = start();
  transcript.playbackFinished({ heard: 'Never started', interrupted: true, at: t0 });
  transcript.playbackStarted(t0);
  transcript.playbackFinished({ heard: '', interrupted: true, at: t0 });
  expect(lines()).toEqual([]);
});

test('without known words the ones that were spoken count; each playout has its own id', () => {
  const { transcript, lines } = start();
  transcript.playbackStarted(t0);
  transcript.words('Hello', t0);
  transcript.playbackFinished({ heard: undefined, interrupted: false, at: t0 });
  transcript.written('Typed reply', { interrupted: false, at: t0 });
  expect(lines().filter(([, , final]) => final)).toEqual([
    ['job-a-1', 'Hello', true, false],
    ['job-a-2', 'Typed reply', true, false],
  ]);
  expect(transcript.idOf(undefined)).toBe('job-a-2');
});

test('it ends when the voice fell silent, not when the interruption was settled', () => {
  const { transcript, recorded } = start();
  transcript.playbackStarted(t0);
  transcript.words('Our office', t0);
  transcript.audible(false, t0 + 300);
  transcript.audible(true, t0 + 400);
  transcript.audible(false, t0 + 500);
  transcript.audible(false, t0 + 2_900);
  transcript.playbackFinished({ heard: 'Our office', interrupted: true, at: t0 + 3_000 });
  expect(recorded.of('transcript').at(-1)?.ended_at).toBe('2026-01-01T00:00:00.500Z');
});

test('more is not believed than was spoken', () => {
  const { transcript, lines } = start();
  transcript.wordsArePaced();
  transcript.playbackStarted(t0);
  transcript.words('Our', t0);
  transcript.playbackFinished({ heard: 'Our office is open.', interrupted: true, at: t0 + 500 });
  transcript.playbackStarted(t0 + 600);
  transcript.words('Our office is open.', t0 + 601);
  transcript.playbackFinished({ heard: 'Our office is open.', interrupted: true, at: t0 + 602 });
  expect(lines().filter(([, , final]) => final)).toEqual([['job-a-1', 'Our', true, true]]);
});

test('a segment is found by when its playout began', () => {
  const { transcript } = start();
  transcript.playbackStarted(t0);
  transcript.playbackStarted(t0 + 5_000);
  expect(transcript.idOf(t0)).toBe('job-a-1');
  expect(transcript.idOf(t0 + 1)).toBe('job-a-2');
});
