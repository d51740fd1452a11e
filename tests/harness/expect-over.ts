import type { EndReason, Session } from '@parley/contracts';
import { expect } from 'vitest';
import { callApi } from './call-api.ts';
import { livekitAdmin } from './livekit-admin.ts';
import type { Stack } from './start-stack.ts';
import { waitUntil } from './wait-until.ts';
import type { SessionWatch } from './watch-session.ts';

export interface OverOptions {
  sessionId: string;
  viewer: SessionWatch;
  state: 'ended' | 'failed';
  reasons: EndReason[];
  /** performance.now() when that happened which ends the session. */
  since: number;
  withinMs: number;
}

/** Within the time from its cause: viewers told and let go, the final state and reason stored, the room gone. */
export async function expectOver(stack: Stack, options: OverOptions): Promise<void> {
  const { sessionId, viewer, state, reasons, since, withinMs } = options;
  const left = () => Math.max(0, withinMs - (performance.now() - since));
  const told = await viewer.until(
    (message) => message.type === 'session_state' && message.state === state,
    left(),
    `viewers are told of ${state}`,
  );
  expect(
    told.type === 'session_state' && reasons.includes(told.reason as EndReason),
    JSON.stringify(told),
  ).toBe(true);
  expect(await viewer.closed).toBe(1000);
  const { json } = await callApi(stack.url, `/sessions/${sessionId}`, { key: stack.demo.api_key });
  const session = json as Session;
  expect(session.state).toBe(state);
  expect(reasons).toContain(session.end_reason);
  expect(session.ended_at).not.toBeNull();
  await waitUntil(
    async () =>
      !(await livekitAdmin(stack.livekit).roomNames()).some((name) => name.endsWith(`.${session.room}`)),
    {
      within: left(),
      what: `room ${session.room} is gone`,
    },
  );
}
