import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startStack } from '../../harness/start-stack.ts';
import { percentile } from '../turn-gap/percentile.ts';
import { type AgentResult, measureAgents } from './measure-agents.ts';
import { measureDelay, type Way } from './measure-delay.ts';
import { type LoadResult, measureLoad } from './measure-load.ts';

const cap = 10;
const agentCalls = 5;
const floodPerSecond = 1_000;

interface Report {
  delay: Record<string, { p50_ms: number; p95_ms: number; added_p50_ms: number }>;
  delay_load: number;
  load: LoadResult[];
  agents?: AgentResult;
}

/**
 * What the bridge costs: added delay against participant to participant in the same run, CPU a call, what happens at
 * its cap and beyond it; with `--agents` also five calls at once with real ones.
 * @returns the exit code: 1 when a call was not heard, or what is beyond the cap was not refused in 200 ms
 */
export async function phone(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      turns: { type: 'string', default: '20' },
      agents: { type: 'boolean', default: false },
    },
  });
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const stack = await startStack({
    name: 'bench-phone',
    parts: ['phone-gateway'],
    gatewayEnv: { PARLEY_PHONE_MAX_CALLS: `${cap}` },
    // A process for each line, as where so many calls are expected.
    workerEnv: { PARLEY_WORKER_IDLE_PROCESSES: `${agentCalls}` },
  });
  try {
    say('delay, in turns with participant to participant');
    const delay = describeDelays(await measureDelay(stack, Number(values.turns)));
    const report: Report = { delay, delay_load: loadavg()[0] ?? 0, load: [] };
    for (const told of Object.entries(delay)) say(describeDelay(told));
    const loads = [{ calls: 1 }, { calls: 5 }, { calls: cap, excess: cap / 2 }, { calls: 5, floodPerSecond }];
    for (const load of loads) {
      const result = await measureLoad(stack, load);
      report.load.push(result);
      say(describeLoad(result));
    }
    if (values.agents) {
      say(`${agentCalls} calls at once, with agents, for about a minute`);
      report.agents = await measureAgents(stack, agentCalls);
    }
    process.stdout.write(`${values.json ? JSON.stringify(report) : render(report)}\n`);
    return isGood(report) ? 0 : 1;
  } finally {
    await stack.stop();
  }
}

function describeDelays(delays: Record<Way, number[]>): Report['delay'] {
  const direct = percentile(delays.direct, 0.5);
  const entries = Object.entries(delays).map(([way, values]) => {
    const at = (share: number) => Math.round(percentile(values, share));
    return [way, { p50_ms: at(0.5), p95_ms: at(0.95), added_p50_ms: Math.round(at(0.5) - direct) }];
  });
  return Object.fromEntries(entries);
}

const isGood = ({ load, agents }: Report): boolean =>
  load.every(
    ({ calls, heard, refused }) =>
      heard === calls && (!refused || (refused.refused === refused.asked && refused.slowest_ms <= 200)),
  ) &&
  (!agents || agents.good === agents.calls);

const describeDelay = ([way, { p50_ms, p95_ms, added_p50_ms }]: [string, Report['delay'][string]]): string =>
  `${way.padEnd(20)} p50 ${p50_ms} ms, p95 ${p95_ms} ms, added ${added_p50_ms} ms`;

function describeLoad(one: LoadResult): string {
  const { calls, heard, least_packets, cpu_percent, cpu_percent_a_call, refused, flood } = one;
  const packets = `${(100 * least_packets).toFixed(1)} % of packets at the least`;
  const cpu = `${cpu_percent.toFixed(0)} % of a core, ${cpu_percent_a_call.toFixed(1)} % a call`;
  const under = flood ? `, under ${flood.sent} INVITEs` : '';
  const told = `${calls} calls${under}: ${heard} heard, ${packets}, ${cpu} (load ${one.load.toFixed(1)})`;
  if (!refused) return told;
  const { asked, refused: count, slowest_ms } = refused;
  return `${told}\n${asked} more: ${count} refused, the slowest in ${slowest_ms.toFixed(0)} ms`;
}

const describeAgents = ({
  calls,
  seconds,
  good,
  agent_turns,
  least_heard,
  load,
  failures,
}: AgentResult): string =>
  [
    `${calls} calls with agents, ${seconds.toFixed(0)} s: ${good} as they should, ${agent_turns} turns heard, ${(100 * least_heard).toFixed(0)} % of the words at the least (load ${load.toFixed(1)})`,
    ...failures,
  ].join('\n');

const render = ({ delay, delay_load, load, agents }: Report): string =>
  [
    ...Object.entries(delay).map(describeDelay),
    `(load ${delay_load.toFixed(1)})`,
    ...load.map(describeLoad),
    ...(agents ? [describeAgents(agents)] : []),
  ].join('\n');
