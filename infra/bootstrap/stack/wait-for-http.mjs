import { setTimeout as delay } from 'node:timers/promises';
import { listGroupMembers } from '../processes/list-group-members.mjs';
import { findPortHolder } from '../settings/find-port-holder.mjs';

/**
 * Asks until the answer is 200, from the process group that was started: a stranger may have taken the port
 * between our look and the start, and answer as well.
 * @param {string} url
 * @param {Pick<import('./start-service.mjs').Readiness, 'signal' | 'hear' | 'groupId'>} readiness
 */
export const waitForHttp = async (url, { signal, hear, groupId }) => {
  const port = Number(new URL(url).port);
  for (;;) {
    signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
      const text = await response.text();
      const ours = groupId === null || findPortHolder(port, listGroupMembers(groupId)) !== null;
      if (response.status === 200 && ours) return;
      hear(ours ? `${response.status} ${text.slice(0, 300)}` : `another process answers on port ${port}`);
    } catch (error) {
      hear(error instanceof Error ? String(error.cause ?? error.message) : String(error));
    }
    await delay(50, undefined, { signal });
  }
};
