import { expect, test, vi } from 'vitest';
import { CallEnding } from '../session/call-ending.ts';
import { Floor } from '../session/floor.ts';
import { phrasesIn } from '../session/phrases.ts';
import { OptOut, type OptOutInput } from './opt-out.ts';

function begin(write: OptOutInput['write']) {
  const said: string[] = [];
  const steps: string[] = [];
  const ending = new CallEnding();
  const floor = new Floor();
  const session = {
    interrupt: () => steps.push('interrupt'),
    say: (text: string) => {
      said.push(text);
      steps.push('say');
      return { waitForPlayout: async () => {} };
    },
  };
  const onFailed = vi.fn();
  const optOut = new OptOut({
    session: session as unknown as OptOutInput['session'],
    write: async (by) => {
      steps.push(`write ${by}`);
      return write(by);
    },
    ending,
    language: { phrases: phrasesIn('en') },
    floor,
    onFailed,
  });
  return { optOut, said, steps, ending, floor, onFailed };
}

test('silences the agent, writes, says so once, and hangs up; the model has no part in it', async () => {
  const { optOut, said, steps, ending, floor } = begin(async () => {});
  const both = await Promise.all([optOut.run('words'), optOut.run('key')]);
  expect(both).toEqual([true, true]);
  expect(steps).toEqual(['interrupt', 'write words', 'say']);
  expect(said).toEqual([phrasesIn('en').optedOut]);
  expect(floor.free).toBe(false);
  expect(await ending.over).toEqual({ by: 'agent', reason: 'agent_hung_up' });
});

test('what could not be written is not confirmed: that is said, the call goes on, and it may be said again', async () => {
  const answers = [new Error('away'), undefined];
  const { optOut, said, ending, floor, onFailed } = begin(async () => {
    const error = answers.shift();
    if (error) throw error;
  });
  expect(await optOut.run('key')).toBe(false);
  expect(onFailed).toHaveBeenCalledOnce();
  expect([floor.free, ending.ended]).toEqual([true, false]);
  expect(await optOut.run('words')).toBe(true);
  expect(said).toEqual([phrasesIn('en').optOutFailed, phrasesIn('en').optedOut]);
});
