import { beforeAll, expect, test } from 'vitest';
import { lossyNetwork } from './testing/lossy-network.ts';
import { answerTo, offer, startEndpoint } from './testing/start-endpoint.ts';
import type { LostReason } from './types.ts';
import { useSipTimers } from './use-sip-timers.ts';

beforeAll(() => useSipTimers(50));

const calls = 16;

test.each([1, 2])(
  'a third of all packets lost, some doubled or late: every call is one call and ends once (%i)',
  async (seed) => {
    const { open, counts } = lossyNetwork({ loss: 0.33, seed });
    const rung = new Map<string, number>();
    const ended = new Map<string, string[]>();
    const end = (callId: string, why: string) => ended.set(callId, [...(ended.get(callId) ?? []), why]);
    const callee = await startEndpoint(
      {
        onInvite: (invite) => {
          rung.set(invite.callId, (rung.get(invite.callId) ?? 0) + 1);
          if (invite.to.user.startsWith('busy')) return invite.reject(486);
          invite.ringing();
          const dialog = invite.accept(answerTo(invite.offer));
          dialog.on({
            bye: () => end(invite.callId, 'bye'),
            lost: (why: LostReason) => end(invite.callId, why),
            reinvite: (sdp) => answerTo(sdp),
          });
        },
      },
      open,
    );
    const caller = await startEndpoint({}, open);

    const dial = async (index: number) => {
      const user = index % 4 === 0 ? `busy${index}` : `${index}`;
      const call = caller.call({
        to: { user, host: '127.0.0.1', port: callee.port },
        from: { user: '1' },
        offer,
      });
      const result = await call.result;
      if (!('dialog' in result)) return result.status;
      await result.dialog.reinvite(offer);
      result.dialog.bye();
      return result.status;
    };
    const results: number[] = [];
    // A few at a time: what is judged is the network, not how fast the machine is.
    for (let index = 0; index < calls; index += 4)
      results.push(...(await Promise.all([0, 1, 2, 3].map((offset) => dial(index + offset)))));

    expect(counts.lost).toBeGreaterThan(20);
    expect(results.filter((status) => status === 200)).toHaveLength(12);
    expect(results.filter((status) => status === 486)).toHaveLength(4);
    await expect.poll(() => caller.stats().calls + callee.stats().calls, { timeout: 15_000 }).toBe(0);
    expect([...rung.values()].every((times) => times === 1)).toBe(true);
    expect(rung.size).toBe(calls);
    expect(ended.size).toBe(12);
    expect([...ended.values()].every((reasons) => reasons.length === 1)).toBe(true);
  },
);
