import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import type { WorkArea } from '../open-work-area.ts';
import { waitUntil } from '../wait-until.ts';
import { sinkScenario } from './sink-scenario.ts';

/** A call as sipp saw it: an INVITE with a Call-ID of its own, however often it was repeated. */
export interface SunkCall {
  number: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** When it was refused, hung up or called off; never, when sipp saw none of it. */
  overAt: number;
}

export interface Sink {
  /** `host:port`, for a trunk. */
  address: string;
  calls(): Promise<SunkCall[]>;
}

/** sipp at the end of a trunk; what it logs of what came over the wire is the witness. */
export async function startSink(area: WorkArea): Promise<Sink> {
  const file = join(area.dir, 'sink.xml');
  const messages = join(area.dir, 'sink-messages.log');
  await writeFile(file, `<?xml version="1.0"?>\n<scenario name="sink">\n${sinkScenario}\n</scenario>\n`);
  const port = await freePort();
  const sipp = area.spawn({
    name: 'sipp',
    command: process.env.PARLEY_SIPP ?? 'sipp',
    args: [
      ...[
        '-sf',
        file,
        '-i',
        '127.0.0.1',
        '-p',
        `${port}`,
        '-t',
        'u1',
        '-nostdin',
        '-l',
        '500',
        '-timeout',
        '7200s',
      ],
      ...[
        '-trace_msg',
        '-message_file',
        messages,
        '-trace_err',
        '-error_file',
        join(area.dir, 'sink-errors.log'),
      ],
      ...['-message_overwrite', 'false', '-ringbuffer_size', '0'],
    ],
    cwd: area.dir,
  });
  const isUp = async () => {
    if (sipp.exitCode() !== null) throw new Error(`sipp ended: ${sipp.output()}`);
    return (await readFile(messages, 'utf8').catch(() => undefined)) !== undefined;
  };
  await waitUntil(isUp, { within: 10_000, what: 'sipp listens' });
  return {
    address: `127.0.0.1:${port}`,
    calls: async () => readSunkCalls(await readFile(messages, 'utf8')),
  };
}

export function readSunkCalls(log: string): SunkCall[] {
  const calls = new Map<string, SunkCall>();
  for (const entry of log.split(/^-{20,} /m)) {
    const at = Date.parse(entry.slice(0, 26).replace(' ', 'T'));
    const callId = /^Call-ID:\s*(\S+)/im.exec(entry)?.[1];
    if (!callId || Number.isNaN(at)) continue;
    const number = /^INVITE sip:([^@;>\s]+)@/m.exec(entry)?.[1];
    const known = calls.get(callId);
    if (!known && number) calls.set(callId, { number: decodeURIComponent(number), at, overAt: Infinity });
    else if (known && isOver.test(entry)) known.overAt = Math.min(known.overAt, at);
  }
  return [...calls.values()];
}

/** A refusal, or the end by either side. */
const isOver = /^(SIP\/2\.0 [3-6]\d\d |BYE |CANCEL )/m;
