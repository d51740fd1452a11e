import { expect, test } from 'vitest';
import { openAnswer, sealAnswer } from './seal-answer.ts';

test('an answer is read again with the same secret and key, and with no other', () => {
  const sealed = sealAnswer('{"key":"sk_1"}', 'secret', 'k1');
  expect(sealed).not.toContain('sk_1');
  expect(openAnswer(sealed, 'secret', 'k1')).toBe('{"key":"sk_1"}');
  expect(() => openAnswer(sealed, 'secret', 'k2')).toThrow();
  expect(() => openAnswer(sealed, 'other', 'k1')).toThrow();
});
