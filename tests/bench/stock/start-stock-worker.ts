import { freePort } from '../../harness/free-port.ts';
import { repository } from '../../harness/repository.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { waitUntil } from '../../harness/wait-until.ts';

/** @returns the agent name to dispatch it by, when it is registered with the stack's LiveKit. */
export async function startStockWorker(stack: Stack, env: Record<string, string> = {}): Promise<string> {
  const agentName = 'stock';
  const port = await freePort();
  stack.area.spawn({
    name: 'stock-worker',
    command: process.execPath,
    args: ['tests/bench/stock/worker.ts', 'start'],
    cwd: repository,
    env: {
      NODE_ENV: 'production',
      BENCH_STOCK_AGENT_NAME: agentName,
      BENCH_STOCK_PORT: String(port),
      LIVEKIT_URL: stack.livekit.url,
      LIVEKIT_API_KEY: stack.livekit.apiKey,
      LIVEKIT_API_SECRET: stack.livekit.apiSecret,
      ...stack.providerEnv,
      ...env,
    },
  });
  await waitUntil(async () => (await fetch(`http://127.0.0.1:${port}`)).ok, {
    within: 60_000,
    what: 'the stock worker is registered',
  });
  return agentName;
}
