import { setTimeout as delay } from 'node:timers/promises';
import { openPhone, type PhoneCall } from '@parley/rehearsal';
import type { Stack } from '../../harness/start-stack.ts';
import { measureCpu } from './cpu-meter.ts';
import { startFlood } from './flood.ts';
import { joinAsEcho } from './join-as-echo.ts';
import { openLines } from './open-lines.ts';
import { amplitudeOf, tone } from './tone.ts';

export interface LoadResult {
  calls: number;
  /** Calls whose own tone came back to their telephone, to the end. */
  heard: number;
  /** The least share of the 50 packets a second that any telephone got. */
  least_packets: number;
  cpu_percent: number;
  cpu_percent_a_call: number;
  load: number;
  flood?: { sent: number };
  /** Of the calls beyond the cap. */
  refused?: { asked: number; refused: number; slowest_ms: number };
}

export interface LoadOptions {
  calls: number;
  /** So many more are asked for meanwhile. */
  excess?: number;
  /** INVITEs of a stranger meanwhile. */
  floodPerSecond?: number;
}

const holdS = 10;
const rate = 8_000;
const loudness = 8_000;

/** So many calls at once, each with its own tone, which an echo in its room says again. */
export async function measureLoad(
  stack: Stack,
  { calls: count, excess = 0, floodPerSecond = 0 }: LoadOptions,
): Promise<LoadResult> {
  const lines = await openLines(stack, count + (excess > 0 ? 1 : 0));
  const extra = lines[count];
  const phone = await openPhone({ user: '+15550143' });
  const echoes: { leave(): Promise<void> }[] = [];
  const calls: PhoneCall[] = [];
  try {
    for (const line of lines.slice(0, count)) {
      echoes.push(await joinAsEcho(stack.livekit, line.room));
      const call = await line.dial(phone);
      await call.answered;
      calls.push(call);
    }
    for (const [index, call] of calls.entries()) void call.play(tone(hzOf(index), loudness, rate, holdS + 5));
    await delay(2_000);
    const packets = calls.map(({ audio }) => audio.packetsIn);
    let refused: LoadResult['refused'];
    let flooded: LoadResult['flood'];
    const began = performance.now();
    const cpu = await measureCpu(stack.pid('phone-gateway'), async () => {
      const flood = floodPerSecond > 0 ? await startFlood(stack.sip, floodPerSecond) : undefined;
      const over = delay(holdS * 1_000);
      await delay(1_000);
      if (extra) refused = await askForMore(() => extra.dial(phone), excess);
      await over;
      if (flood) flooded = { sent: flood.sent };
      flood?.stop();
    });
    const due = ((performance.now() - began) / 1_000) * 50;
    const shares = calls.map(({ audio }, index) => (audio.packetsIn - (packets[index] ?? 0)) / due);
    const heard = calls.filter((call, index) => hears(call.heard().slice(-rate), index, count));
    return {
      calls: count,
      heard: heard.length,
      least_packets: Math.min(...shares),
      cpu_percent: cpu.percent,
      cpu_percent_a_call: cpu.percent / count,
      load: cpu.load,
      ...(refused && { refused }),
      ...(flooded && { flood: flooded }),
    };
  } finally {
    await phone.close();
    await Promise.all(echoes.map((echo) => echo.leave()));
  }
}

const hzOf = (index: number): number => 400 + 60 * index;

/** Its own tone, clearly, and nobody else's. */
function hears(samples: Int16Array, own: number, count: number): boolean {
  const others = Array.from({ length: count }, (_, index) => index).filter((index) => index !== own);
  const amplitude = (index: number) => amplitudeOf(hzOf(index), samples, rate);
  return amplitude(own) > loudness / 4 && others.every((index) => amplitude(index) < amplitude(own) / 4);
}

async function askForMore(dial: () => Promise<PhoneCall>, count: number) {
  const answers = await Promise.all(
    Array.from({ length: count }, async () => {
      const asked = performance.now();
      const call = await dial();
      const status = await call.answered.then(
        () => 200,
        (error: { status: number }) => error.status,
      );
      return { status, ms: performance.now() - asked };
    }),
  );
  const refused = answers.filter(({ status }) => status === 503);
  return { asked: count, refused: refused.length, slowest_ms: Math.max(...answers.map(({ ms }) => ms)) };
}
