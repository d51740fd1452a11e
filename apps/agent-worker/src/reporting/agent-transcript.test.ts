import { expect, test } from 'vitest';
import { recordReports } from '../testing/recorded-report.ts';
import { AgentTranscript } from './agent-transcript.ts';

const t0 = Date.parse('2026-01-01T00:00:00.000Z');

function start() {
  const recorded = recordReports();
  const transcript = new AgentTranscript({ report: recorded.report, prefix: 'job', language: 'en' });
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
  expect(transcript.latestId).toBe('job-a-2');
});
