import { expect, it } from 'vitest';
import { parseFlags } from './parse-flags.mjs';

it('knows its flags and no others', () => {
  const known = ['once', 'no-call'] as const;
  expect(parseFlags(['--once'], known, 'usage')).toEqual({ once: true, 'no-call': false });
  expect(() => parseFlags(['--onec'], known, 'the usage')).toThrow(
    expect.objectContaining({ message: 'Unknown argument: --onec', detail: 'the usage' }),
  );
});
