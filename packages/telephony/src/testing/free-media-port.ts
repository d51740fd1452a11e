import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const tries = 50;

/**
 * An even UDP port of loopback that is free now, and so are the three after it: sipp takes one for sound, one for
 * pictures, and does not look for others where the latter is busy. Below those that the system gives out by itself.
 */
export async function freeMediaPort(): Promise<number> {
  for (let tried = 0; tried < tries; tried++) {
    const port = randomInt(10_000, 16_000) * 2;
    const free = await Promise.all([0, 1, 2, 3].map((after) => isFree(port + after)));
    if (free.every(Boolean)) return port;
  }
  throw new Error(`none of ${tries} groups of UDP ports is free`);
}

async function isFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  const bound = once(socket, 'listening').then(
    () => true,
    () => false,
  );
  socket.bind(port, '127.0.0.1');
  const free = await bound;
  socket.close();
  return free;
}
