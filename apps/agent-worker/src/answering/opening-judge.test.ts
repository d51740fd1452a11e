import { describe, expect, test } from 'vitest';
import { OpeningJudge, type Verdict } from './opening-judge.ts';
import { type Opening, openings } from './testing/openings.ts';

/** How long voice detection takes to call an end an end, and recognition to bring the final words. */
const vadMs = 400;
const finalMs = 350;

/** Plays an opening as it is heard in a call: speech, its end by voice detection, its words after that. */
function judge({ heard }: Opening): { verdict: Verdict | undefined; at: number; answered: number } {
  const judge = new OpeningJudge(0);
  const events: [at: number, tell: (at: number) => Verdict | undefined][] = [];
  let at = 400;
  let talking = false;
  for (const [text, ms, pauseMs] of heard) {
    const [from, to] = [at, at + ms];
    if (!talking) events.push([from, (now) => judge.started(now)]);
    const words = text.split(' ');
    const half = words.slice(0, Math.ceil(words.length / 2)).join(' ');
    events.push([from + ms / 2 + 300, (now) => judge.heard(half, { final: false, at: now })]);
    talking = pauseMs < vadMs;
    if (!talking) events.push([to + vadMs, () => judge.stopped(to)]);
    events.push([to + finalMs, (now) => judge.heard(text, { final: true, at: now })]);
    at = to + pauseMs;
  }
  events.sort(([one], [other]) => one - other);
  const firstEnd = 400 + (heard[0]?.[1] ?? 0);
  for (let now = 0; now < at + 5_000; now += 50) {
    while (events[0] && events[0][0] <= now) {
      const verdict = (events.shift() as (typeof events)[number])[1](now);
      if (verdict) return { verdict, at: now, answered: firstEnd };
    }
    const due = judge.dueAt;
    const verdict = due !== undefined && now >= due ? judge.ask(now) : undefined;
    if (verdict) return { verdict, at: now, answered: firstEnd };
  }
  return { verdict: undefined, at, answered: firstEnd };
}

test('the corpus is large enough, and has all kinds', () => {
  expect(openings.length).toBeGreaterThanOrEqual(40);
  expect(new Set(openings.map(({ is }) => is)).size).toBe(4);
});

describe.each(openings)('$is: $heard.0.0', (opening) => {
  test('is judged so', () => expect(judge(opening).verdict).toBe(opening.is));
});

test('a short "hello" is answered as soon as its end is heard, and nobody waits over a second for a greeting', () => {
  const people = openings.filter(({ is, heard }) => is === 'person' && heard.length === 1);
  for (const opening of people) {
    const { at, answered } = judge(opening);
    const [, ms = 0] = opening.heard[0] ?? [];
    expect([opening.heard, at - answered <= (ms <= 1_800 ? 450 : 1_000)]).toEqual([opening.heard, true]);
  }
});

test('who says nothing is spoken to after two seconds', () => {
  const judge = new OpeningJudge(1_000);
  expect([judge.dueAt, judge.ask(2_999), judge.ask(3_000)]).toEqual([3_000, undefined, 'silence']);
});
