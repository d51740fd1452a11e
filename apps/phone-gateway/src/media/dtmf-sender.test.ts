import { describe, expect, it } from 'vitest';
import { createDtmfReceiver } from './dtmf-receiver.ts';
import { createDtmfSender, type DtmfStep } from './dtmf-sender.ts';

const dial = (digits: string): DtmfStep[] => {
  const sender = createDtmfSender();
  sender.dial(digits);
  const steps: DtmfStep[] = [];
  while (sender.busy) steps.push(sender.next());
  return steps;
};
const packets = (steps: DtmfStep[]) => steps.filter((step) => step !== 'pause');

describe('createDtmfSender', () => {
  it('sends a key as ten growing packets, the last three times', () => {
    const sent = packets(dial('5')).map(({ payload: [code, flags = 0, high = 0, low = 0] }) => ({
      code,
      ended: flags >> 7,
      duration: (high << 8) | low,
    }));
    expect(sent.map(({ duration }) => duration / 160)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10]);
    expect(sent.map(({ ended }) => ended)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
    expect(new Set(sent.map(({ code }) => code))).toEqual(new Set([5]));
  });

  it('marks the first packet of each key, and pauses between keys', () => {
    const steps = dial('12');
    const firsts = steps.flatMap((step, i) => (step !== 'pause' && step.first ? [i] : []));
    expect(firsts).toEqual([0, 17]);
    expect(steps.slice(12, 17)).toEqual(Array(5).fill('pause'));
  });

  it('waits half a second for each w', () => {
    expect(dial('ww')).toEqual(Array(50).fill('pause'));
    expect(dial('W')).toHaveLength(25);
  });

  it('takes keys and nothing else', () => {
    expect(createDtmfSender().dial('1x-w#é9')).toBe(4);
    expect(dial('x')).toEqual([]);
  });

  it('takes no more than 128 at once', () => {
    const sender = createDtmfSender();
    expect(sender.dial('1'.repeat(1000))).toBe(128);
    sender.clear();
    expect(sender.busy).toBe(false);
  });

  it('is understood by the receiver', () => {
    let heard = '';
    const receiver = createDtmfReceiver((digit) => {
      heard += digit;
    });
    let clock = 4_294_960_000;
    let began = 0;
    for (const step of dial('1199w#*aD')) {
      clock = (clock + 160) >>> 0;
      if (step === 'pause') continue;
      if (step.first) began = clock;
      receiver.receive({ marker: step.first, timestamp: began, payload: step.payload });
    }
    expect(heard).toBe('1199#*AD');
  });
});
