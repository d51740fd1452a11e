import type { ParleyClient } from '@parley/api-client';
import type { SessionId } from '@parley/contracts';

const everyMs = 100;
const withinMs = 10_000;

/**
 * The session of the newest call from this number.
 * @throws Error when the platform has none.
 */
export async function findCall(client: ParleyClient, from: string): Promise<{ session_id: SessionId }> {
  const digits = from.replace(/\D/g, '');
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    const { calls } = await client.api.listCalls({ query: { direction: 'inbound', limit: 50 } });
    const call = calls.find((other) => other.from?.replace(/\D/g, '') === digits);
    if (call?.session_id) return { session_id: call.session_id as SessionId };
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new Error(
    `the platform has no session of the call from ${from}: is the number it rang one of this tenant's?`,
  );
}
