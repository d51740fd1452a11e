import { expect, test } from 'vitest';
import { decideDial } from './decide-dial.ts';
import { generateFacts, randomFrom } from './testing/generate-facts.ts';
import { attemptsAreFine, hoursAreFine, isLegalDial } from './testing/oracle.ts';

const CASES = 200_000;
const MINUTE = 60_000;

test('200,000 dials are judged as an oracle of its own judges them', { timeout: 240_000 }, () => {
  const random = randomFrom(20_261_121);
  const count = { legal: 0, illegal: 0, dialledIllegally: 0, legalBlocked: 0, retries: 0 };
  const reasons: Record<string, number> = {};
  const wrong: unknown[] = [];
  for (let i = 0; i < CASES; i++) {
    const { place, facts } = generateFacts(random);
    const { allowed, reason, reasons: all, retry_at } = decideDial(facts);
    const legal = isLegalDial(place, facts);
    count[legal ? 'legal' : 'illegal']++;
    if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1;
    if (allowed && !legal) count.dialledIllegally++;
    if (!allowed && legal) count.legalBlocked++;
    if (allowed !== legal && wrong.length < 5) wrong.push({ facts, all });
    // Between now and the next chance no minute is free, and the chance is one. A few hundred are walked through.
    const walked = ['legal_hours', 'calling_window', 'attempts_per_day', 'attempts_per_week'];
    if (i % 50 !== 0 || !retry_at || !all.every((each) => walked.includes(each))) continue;
    const end = Date.parse(retry_at);
    if (end >= Date.parse('2028-01-01')) continue;
    const free = (at: number) => hoursAreFine(place, facts, at) && attemptsAreFine(place, facts, at);
    let at = facts.now.getTime();
    while (at < end && !free(at)) at += MINUTE;
    if (at !== end || !free(end)) wrong.push({ facts, all, retry_at, oracle: new Date(at) });
    count.retries++;
  }
  process.stdout.write(`dialling gate: ${JSON.stringify({ cases: CASES, ...count, reasons })}\n`);
  expect(wrong).toEqual([]);
  expect(count.dialledIllegally).toBe(0);
  expect(count.legalBlocked / count.legal).toBeLessThanOrEqual(0.005);
  // The cases are worth something: both verdicts are common, every reason comes up.
  expect(count.legal).toBeGreaterThan(CASES / 20);
  expect(count.illegal).toBeGreaterThan(CASES / 4);
  expect(count.retries).toBeGreaterThan(100);
  expect(Object.keys(reasons).length).toBeGreaterThanOrEqual(15);
});
