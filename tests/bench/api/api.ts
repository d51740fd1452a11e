import { parseArgs } from 'node:util';
import { freePort } from '../../harness/free-port.ts';
import { repository } from '../../harness/repository.ts';
import { serverFlags } from '../../harness/server-flags.ts';
import { startPostgres } from '../../harness/start-postgres.ts';
import { type Stack, startStack } from '../../harness/start-stack.ts';
import { measureRead } from './read.ts';
import { measureRelay } from './relay.ts';
import { measureStalled } from './stalled.ts';
import { measureToken } from './token.ts';

const bars = { token: 0.6, read: 0.85, relay: 0.6, stalledMs: 5, stalledRssMb: 128 };

/**
 * What the API costs beside the least that could do the same, as ratios, on a real Postgres. The servers run in
 * processes of their own; the load comes from this one. stdout holds the result alone; progress goes to stderr.
 * @returns the exit code: 1 when a figure misses its bar.
 */
export async function api(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '5' },
      only: { type: 'string', default: 'token,read,relay,stalled' },
    },
  });
  const rounds = Number(values.rounds);
  const parts = values.only.split(',');
  const postgres = await startPostgres();
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      name: 'bench-api',
      parts: [],
      controlPlaneEnv: { ...postgres.env, ...unlimited },
    });
    const running = stack;
    const measures: Record<string, () => Promise<object>> = {
      token: async () => {
        const { port, pid } = await startBeside(running, 'noop-server');
        const measured = await measureToken(running, { url: `http://127.0.0.1:${port}`, pid }, rounds);
        const { oursUs = 0, theirsUs = 0 } = measured;
        const ofProcessor = { oursUs, theirsUs, processorRatio: theirsUs / oursUs };
        return { ...compared(measured, bars.token), ...rounded(ofProcessor) };
      },
      read: async () => compared(await measureRead(postgres, rounds), bars.read),
      relay: async () => {
        const { port } = await startBeside(running, 'bare-relay');
        const url = `ws://127.0.0.1:${port}`;
        return compared(await measureRelay(running, url, rounds), bars.relay);
      },
      stalled: async () => {
        const measured = await measureStalled(running, rounds);
        const { differenceMs, rssGrowthMb, putOut } = measured;
        const good = differenceMs <= bars.stalledMs && rssGrowthMb <= bars.stalledRssMb && putOut;
        return { ...rounded(measured), bar_ms: bars.stalledMs, bar_rss_mb: bars.stalledRssMb, good };
      },
    };
    const result: Record<string, object> = {};
    for (const part of parts) {
      process.stderr.write(`measuring ${part}\n`);
      result[part] = (await measures[part]?.()) ?? { good: false, error: 'there is no such part' };
    }
    const lines = Object.entries(result).map(
      ([name, figures]) => `${name.padEnd(8)} ${JSON.stringify(figures)}`,
    );
    process.stdout.write(`${values.json ? JSON.stringify(result) : lines.join('\n')}\n`);
    return Object.values(result).every((part) => 'good' in part && part.good === true) ? 0 : 1;
  } finally {
    await stack?.stop();
    await postgres.stop();
  }
}

/** Requests are counted as always, and never refused. */
const unlimited = {
  PARLEY_RATE_LIMIT_PER_ADDRESS: '100000000',
  PARLEY_RATE_LIMIT_PER_KEY: '100000000',
  PARLEY_RATE_LIMIT_PER_TENANT: '100000000',
};

/** A server that is there for comparison, started as the control plane is. */
async function startBeside({ area }: Stack, name: string): Promise<{ port: number; pid: number }> {
  const port = await freePort();
  const args = [...(await serverFlags()), `tests/bench/api/${name}.ts`, String(port)];
  const beside = area.spawn({ name, command: 'node', args, cwd: repository });
  await beside.line((line) => line === 'listening' || undefined, 60_000);
  return { port, pid: beside.pid };
}

interface Compared {
  ours: number;
  theirs: number;
  ratio: number;
}

const compared = ({ ours, theirs, ratio }: Compared, bar: number) => ({
  ours_per_s: Math.round(ours),
  baseline_per_s: Math.round(theirs),
  ...rounded({ ratio, bar }),
  good: ratio >= bar,
});

const rounded = (figures: object) =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      typeof value === 'number' ? Math.round(value * 100) / 100 : value,
    ]),
  );
