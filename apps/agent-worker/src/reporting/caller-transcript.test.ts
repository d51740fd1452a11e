import { expect, test } from 'vitest';
import { recordReports } from '../testing/recorded-report.ts';
import { CallerTranscript } from './caller-transcript.ts';

const t0 = Date.parse('2026-01-01T00:00:00.000Z');

function start() {
  const recorded = recordReports();
  const transcript = new CallerTranscript({ report: recorded.report, prefix: 'job' });
  const lines = () =>
    recorded.of('transcript').map((line) => ({
      id: line.segment_id,
      text: line.text,
      final: line.final,
      from: Date.parse(line.started_at) - t0,
      to: Date.parse(line.ended_at) - t0,
    }));
  return { transcript, lines, recorded };
}

test('interims carry the id of the final that follows, with the times of the speech', () => {
  const { transcript, lines } = start();
  transcript.speechStarted(t0 + 100);
  transcript.heard('my sink', { final: false, at: t0 + 600 });
  transcript.speechStopped(t0 + 1_500);
  transcript.heard(' My sink leaks. ', { final: true, at: t0 + 1_900 });
  transcript.heard('hello', { final: false, at: t0 + 4_000 });
  expect(lines()).toEqual([
    { id: 'job-c-1', text: 'my sink', final: false, from: 100, to: 600 },
    { id: 'job-c-1', text: 'My sink leaks.', final: true, from: 100, to: 1_500 },
    { id: 'job-c-2', text: 'hello', final: false, from: 4_000, to: 4_000 },
  ]);
});

test('an utterance of several bursts begins with the first', () => {
  const { transcript, lines } = start();
  transcript.speechStarted(t0);
  transcript.speechStopped(t0 + 500);
  transcript.speechStarted(t0 + 900);
  transcript.speechStopped(t0 + 1_400);
  transcript.heard('one two', { final: true, at: t0 + 1_600 });
  expect(lines()[0]).toMatchObject({ from: 0, to: 1_400 });
});

test('a noise long ago is not the beginning of an utterance', () => {
  const { transcript, lines } = start();
  transcript.speechStarted(t0);
  transcript.speechStopped(t0 + 100);
  transcript.speechStarted(t0 + 20_000);
  transcript.heard('hello', { final: true, at: t0 + 21_000 });
  expect(lines()[0]).toMatchObject({ from: 20_000, to: 21_000 });
});

test('speech that goes on after a final begins the next segment', () => {
  const { transcript, lines } = start();
  transcript.speechStarted(t0);
  transcript.heard('first', { final: true, at: t0 + 1_000 });
  transcript.speechStopped(t0 + 2_000);
  transcript.heard('second', { final: true, at: t0 + 2_100 });
  expect(lines()[1]).toMatchObject({ id: 'job-c-2', from: 1_000, to: 2_000 });
});

test('silence is nothing, and typing is final at once beside an utterance under way', () => {
  const { transcript, lines, recorded } = start();
  transcript.heard('  ', { final: true, at: t0 });
  transcript.heard('my na', { final: false, at: t0, language: 'en' });
  transcript.typed('Ann Lee', t0 + 10);
  transcript.heard('my name', { final: true, at: t0 + 20 });
  expect(lines().map(({ id, final }) => [id, final])).toEqual([
    ['job-c-1', false],
    ['job-t-1', true],
    ['job-c-1', true],
  ]);
  expect(recorded.of('transcript')[0]?.language).toBe('en');
});
