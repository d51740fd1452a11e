import type { Stack } from './start-stack.ts';

/** Pids of the processes that have held a session's call, in their order: each says so once it hears the caller. */
export async function jobsOf(stack: Stack, sessionId: string | null | undefined): Promise<number[]> {
  const lines = (await stack.log('agent-worker')).split('\n');
  return lines
    .filter((line) => line.includes(`"${sessionId}"`) && line.includes('the caller is here'))
    .map((line) => JSON.parse(line).pid);
}
