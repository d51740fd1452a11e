import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { searchKnowledge } from '@parley/core';
import { createTestTenant } from '@parley/core/testing';
import { openTestDatabase } from '@parley/db/testing';
import { percentile } from '../turn-gap/percentile.ts';
import { makeChunks } from './make-chunks.ts';
import { waitedForCore } from './waited-for-core.ts';

const barMs = 15;
const sets = ['maple-property', 'harbor-dental', 'trattoria-bella'];
const questions = sets.flatMap((name) => {
  const file = new URL(`../../../packages/core/src/knowledge/questions/${name}.json`, import.meta.url);
  const { questions: asked } = JSON.parse(readFileSync(file, 'utf8')) as { questions: { ask: string }[] };
  return asked.map(({ ask }) => ask);
});

/**
 * How long one search takes in a tenant with many chunks, from the verb to its answer, on a real Postgres.
 * stdout holds the result alone; progress goes to stderr.
 * @returns the exit code: 1 when p95 is over the bar.
 */
export async function retrieval(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      chunks: { type: 'string', default: '50000' },
      rounds: { type: 'string', default: '3' },
    },
  });
  process.env.PARLEY_TEST_DATABASE = 'postgres';
  const handle = await openTestDatabase();
  try {
    const tenant = await createTestTenant(handle.db);
    process.stderr.write(`making ${values.chunks} chunks\n`);
    await makeChunks(handle.db, tenant.tenantId, Number(values.chunks));
    // One search after another takes one connection out of the pool, always the same.
    const { rows } = await handle.db.execute<{ pid: number }>('select pg_backend_pid() as pid');
    const pids = [process.pid, ...rows.map(({ pid }) => pid)];
    const ask = async (query: string) => {
      const waited = waitedForCore(...pids);
      const start = performance.now();
      const hits = await searchKnowledge({ ctx: tenant.system, input: { query, limit: 5 } });
      const ms = performance.now() - start;
      return { ms, ownMs: ms - (waitedForCore(...pids) - waited), hits: hits.length };
    };
    for (const question of questions) await ask(question);
    const took: Awaited<ReturnType<typeof ask>>[] = [];
    const floor: number[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const question of questions) {
        const start = performance.now();
        await handle.db.execute('select 1');
        floor.push(performance.now() - start);
        took.push(await ask(question));
      }
    }
    const times = took.map(({ ms }) => ms);
    const ownTimes = took.map(({ ownMs }) => ownMs);
    const result = {
      chunks: Number(values.chunks),
      searches: took.length,
      answered: took.filter(({ hits }) => hits > 0).length,
      p50_ms: round(percentile(times, 0.5)),
      p95_ms: round(percentile(times, 0.95)),
      p99_ms: round(percentile(times, 0.99)),
      bar_ms: barMs,
      // Without the time that client and server were ready and had no core, because others had it.
      own_p50_ms: round(percentile(ownTimes, 0.5)),
      own_p95_ms: round(percentile(ownTimes, 0.95)),
      // What the machine adds: one round trip that does nothing, in the same run.
      floor_p50_ms: round(percentile(floor, 0.5)),
      floor_p95_ms: round(percentile(floor, 0.95)),
      // Of the last minute: with more than there are cores, a search also waits for one.
      load: round(loadavg()[0] ?? 0),
      cores: availableParallelism(),
    };
    const lines = Object.entries(result).map(([name, value]) => `${name.padEnd(12)} ${value}`);
    process.stdout.write(`${values.json ? JSON.stringify(result) : lines.join('\n')}\n`);
    return result.p95_ms <= barMs ? 0 : 1;
  } finally {
    await handle.close();
  }
}

const round = (ms: number) => Math.round(ms * 100) / 100;
