import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from '../../harness/start-stack.ts';
import { percentile } from '../turn-gap/percentile.ts';
import { median } from './alternate.ts';
import { openSessionRelay } from './open-relay.ts';

const viewerCount = 10;
const roundMs = 4_000;
const everyMs = 10;
const words = 'x'.repeat(16 * 1024);
const flood = { messages: 400, text: 'y'.repeat(64 * 1024), outstanding: 10 };

/** What one viewer that does not read costs the others (milliseconds at the 99th percentile), and the server. */
export async function measureStalled(stack: Stack, rounds: number) {
  const differences: number[] = [];
  const own = { with: [] as number[], without: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0;
    const one = await p99(stack, first);
    const other = await p99(stack, !first);
    const [withIt, without] = first ? [one, other] : [other, one];
    own.with.push(withIt);
    own.without.push(without);
    differences.push(withIt - without);
  }
  return {
    p99WithMs: median(own.with),
    p99WithoutMs: median(own.without),
    differenceMs: median(differences),
    ...(await floodStalled(stack)),
  };
}

async function p99(stack: Stack, stalled: boolean): Promise<number> {
  const relay = await openSessionRelay(stack);
  try {
    const sentAt: number[] = [];
    const took: number[] = [];
    for (let count = 0; count < viewerCount; count += 1) {
      await relay.watch((data) => {
        const number = Number(/"text":"(\d+) /.exec(data.toString('latin1', 0, 400))?.[1]);
        took.push(performance.now() - (sentAt[number] ?? Number.NaN));
      });
    }
    if (stalled) await relay.stall();
    const began = performance.now();
    while (performance.now() - began < roundMs) {
      sentAt.push(performance.now());
      relay.publish(`${sentAt.length - 1} ${words}`);
      await delay(everyMs);
    }
    await delay(500);
    return percentile(took, 0.99);
  } finally {
    await relay.close();
  }
}

/** Far more than a viewer is allowed, of what may not be left out. */
async function floodStalled(stack: Stack) {
  const relay = await openSessionRelay(stack);
  try {
    const stalled = await relay.stall();
    const pid = stack.pid('control-plane');
    const before = await rssMb(pid);
    let most = before;
    for (let sent = 0; sent < flood.messages; sent += 1) {
      relay.publish(flood.text, true);
      while (sent - relay.acked() >= flood.outstanding) await delay(5);
      if (sent % 20 === 0) most = Math.max(most, await rssMb(pid));
    }
    // What it had not read is there to be read, and then the end; a viewer that is kept would hear of it for ever.
    let bytes = 0;
    const ended = new Promise<boolean>((resolve) => {
      stalled.once('close', () => resolve(true));
      setTimeout(() => resolve(false), 10_000).unref();
    });
    stalled.on('data', (data: Buffer) => {
      bytes += data.length;
    });
    stalled.resume();
    const putOut = await ended;
    const sentMb = (flood.messages * flood.text.length) / 2 ** 20;
    return { sentMb, takenMb: bytes / 2 ** 20, rssGrowthMb: most - before, putOut };
  } finally {
    await relay.close();
  }
}

async function rssMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}
