import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { createReporter } from './create-reporter.mjs';
import { formatDuration } from './format-duration.mjs';
import { readLogTail } from './read-log-tail.mjs';

const record = () => {
  const written: string[] = [];
  const stream = {
    write: (text: string) => written.push(text),
    columns: 60,
  } as unknown as NodeJS.WriteStream;
  return { stream, text: () => written.join('') };
};

describe('steps', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  it('have a name, a duration and a detail', async () => {
    const { stream, text } = record();
    await createReporter({ stream, animate: false }).step('Build', async (step) => {
      await vi.advanceTimersByTimeAsync(2_300);
      step.done('built');
    });
    expect(text()).toBe('- Build …\n✓ Build 2.3 s · built\n');
  });

  it('show life every ten seconds where no spinner can be drawn, with the tool’s latest line', async () => {
    const { stream, text } = record();
    const reporter = createReporter({ stream, animate: false });
    await reporter.step('Build', async (step) => {
      step.working('compiling');
      await vi.advanceTimersByTimeAsync(25_000);
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(text().split('\n')).toEqual([
      '- Build …',
      '  … Build: 10 s · compiling',
      '  … Build: 20 s · compiling',
      '✓ Build 25 s',
      '',
    ]);
  });

  it('draw one line on a terminal, with the time running and the others’ names, and take it away', async () => {
    const { stream, text } = record();
    const reporter = createReporter({ stream, animate: true });
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const all = Promise.all([
      reporter.step('Long', () => wait(5_000)),
      reporter.step('Short', () => wait(1_000)),
    ]);
    await vi.advanceTimersByTimeAsync(900);
    expect(text()).toMatch(/Long 0\.9 s · also: Short[^\n]*$/);
    await vi.advanceTimersByTimeAsync(5_000);
    await all;
    expect(text().endsWith('\n')).toBe(true);
    const before = text();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(text()).toBe(before);
  });

  it('that fail say so and pass the error on', async () => {
    const { stream, text } = record();
    const step = createReporter({ stream, animate: false }).step('Build', async () =>
      Promise.reject(new Error('no')),
    );
    await expect(step).rejects.toThrow('no');
    expect(text()).toContain('✗ Build failed after 0.0 s');
  });
});

it('writes durations as people say them', () => {
  expect([0, 940, 9_949, 9_950, 59_400, 59_600, 187_000].map(formatDuration)).toEqual([
    '0.0 s',
    '0.9 s',
    '9.9 s',
    '10 s',
    '59 s',
    '1 min 0 s',
    '3 min 7 s',
  ]);
});

it('reads the end of a log without its colours', () => {
  const file = join(tempFolder(), 'a.log');
  writeFileSync(file, `first\n${'x'.repeat(20_000)}\n\u001b[31mred\u001b[0m\nlast\n`);
  expect(readLogTail(file, 2)).toBe('    red\n    last');
  expect(readLogTail(`${file}.none`)).toBe('');
});
