import { newId } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { createSeqIssuer } from './create-seq-issuer.ts';
import { nextEventSeq } from './next-event-seq.ts';

const createdAt = new Date('2026-01-01T00:00:00Z');
const after = (ms: number) => new Date(createdAt.getTime() + ms);

describe('nextEventSeq', () => {
  it('is the time since the session was created', () => {
    expect(nextEventSeq({ lastSeq: 0, createdAt }, after(1500))).toBe(1500);
  });
  it('is one more than the last when time has not moved on, or moved back', () => {
    expect(nextEventSeq({ lastSeq: 1500, createdAt }, after(1500))).toBe(1501);
    expect(nextEventSeq({ lastSeq: 1501, createdAt }, after(-5000))).toBe(1502);
  });
  it('begins above zero', () => {
    expect(nextEventSeq({ lastSeq: 0, createdAt }, createdAt)).toBe(1);
  });
});

describe('createSeqIssuer', () => {
  it('gives each number once, in order, for each session on its own', () => {
    const { issueSeq } = createSeqIssuer();
    const [one, other] = [newId('session'), newId('session')];
    expect([issueSeq(one, 100), issueSeq(one, 100), issueSeq(one, 90), issueSeq(one, 200)]).toEqual([
      100, 101, 102, 200,
    ]);
    expect(issueSeq(other, 5)).toBe(5);
  });
  it('forgets a session that is over', () => {
    const { issueSeq, forgetSession } = createSeqIssuer();
    const session = newId('session');
    issueSeq(session, 100);
    forgetSession(session);
    expect(issueSeq(session, 1)).toBe(1);
  });
});
