import { setImmediate as turn } from 'node:timers/promises';
import type { Stack } from '../../harness/start-stack.ts';
import { alternate } from './alternate.ts';
import { openBareRelay, openSessionRelay, type Relay } from './open-relay.ts';

const viewerCount = 100;
const roundMs = 3_000;
/** Messages that not everybody has yet: so few that nobody is left behind and nothing is left out. */
const outstanding = 100;

/** Messages a second that reach 100 viewers of one publisher, beside a bare `ws` server's. */
export async function measureRelay(stack: Stack, bareUrl: string, rounds: number) {
  const perSecond = (open: () => Promise<Relay>) => async () => {
    const relay = await open();
    try {
      let delivered = 0;
      const seen = () => {
        delivered += 1;
      };
      for (let count = 0; count < viewerCount; count += 1) await relay.watch(seen);
      // Everybody is live when all have the first message.
      relay.publish('first');
      while (delivered < viewerCount) await turn();
      let sent = 1;
      const began = performance.now();
      const before = delivered;
      while (performance.now() - began < roundMs) {
        while (sent - delivered / viewerCount < outstanding) {
          relay.publish(`${sent} a few words as they are heard, and then some more of them`);
          sent += 1;
        }
        await turn();
      }
      return ((delivered - before) * 1_000) / (performance.now() - began);
    } finally {
      await relay.close();
    }
  };
  return alternate(
    rounds,
    perSecond(() => openSessionRelay(stack)),
    perSecond(() => openBareRelay(bareUrl)),
  );
}
