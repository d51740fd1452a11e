import { existsSync } from 'node:fs';
import type { SessionId, Ticket, TranscriptSegment, ViewerMessage } from '@parley/contracts';
import { repository } from './repository.ts';
import type { ManagedProcess } from './spawn-process.ts';
import type { Stack } from './start-stack.ts';

/** What `call --json` prints, as far as tests look at it. Times are milliseconds since the caller joined. */
export interface CallReport {
  session_id: SessionId;
  room: string;
  ok: boolean;
  failures: string[];
  said: { text: string; startMs: number; endMs: number; cut: boolean }[];
  /** By recognition of what the caller received. */
  heard: { text: string | null; startMs: number; endMs: number }[];
  printed: TranscriptSegment[];
  events: ViewerMessage[];
  tools: string[];
  ticket: Ticket | null;
  left_by: 'caller' | 'agent' | 'stopped' | 'nobody';
  end: { state: string; reason: string | null; after_ms: number } | null;
  /** From the end of each utterance to the agent's first sound, on the recording's clock. */
  silences: { fromMs: number; ms: number }[];
  accuracy: { agent: number | null; caller: number | null };
}

export interface PlacedCall {
  process: ManagedProcess;
  /** Resolves when the caller's process has ended; `ok` and `failures` say how it went. */
  report: Promise<CallReport>;
}

export interface PlaceCallOptions {
  /** One of the package's, or a YAML file. */
  scenario: string;
  room: string;
  /** By telephone, to this SIP address, instead of from a browser; `room` is then no more than a name. */
  phone?: string;
}

/** Scripted callers side by side, in one process; resolves with their reports, in order. */
export async function placeCallsTogether(stack: Stack, calls: PlaceCallOptions[]): Promise<CallReport[]> {
  const callers = stack.area.spawn({
    name: 'callers',
    command: process.execPath,
    args: [
      ...['tests/harness/call-together.ts', stack.url, stack.demo.api_key],
      ...calls.map(({ room, scenario }) => `${room}=${scenario}`),
    ],
    cwd: repository,
  });
  const code = await callers.exited;
  if (code !== 0) throw new Error(`the callers ended with ${code}:\n${callers.output().slice(-2000)}`);
  return callers
    .stdout()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CallReport);
}

/** A scripted caller in a process of its own: joins the room, speaks, listens, and reports. */
export function placeCall(stack: Stack, { scenario, room, phone }: PlaceCallOptions): PlacedCall {
  if (scenario.endsWith('.yaml') && !existsSync(scenario)) throw new Error(`there is no ${scenario}`);
  const caller = stack.area.spawn({
    name: `caller-${room}`,
    command: process.execPath,
    args: [
      ...['packages/rehearsal/src/cli/main.ts', 'call', '--json', '--scenario', scenario],
      ...(phone ? ['--phone', phone] : ['--room', room]),
      ...['--url', stack.url, '--api-key', stack.demo.api_key, '--record', stack.area.dir],
    ],
    cwd: repository,
  });
  const report = caller.exited.then((code) => {
    try {
      return JSON.parse(caller.stdout().split('\n').at(-1) ?? '') as CallReport;
    } catch (cause) {
      throw new Error(`the caller ended with ${code} and no report:\n${caller.output().slice(-2000)}`, {
        cause,
      });
    }
  });
  // A test that fails before it looks at the report has said why already.
  report.catch(() => {});
  return { process: caller, report };
}
