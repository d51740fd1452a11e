import type { SessionId, Speaker } from '@parley/contracts';
import { createSession } from '../sessions/create-session.ts';
import { recordWorkerEvents } from '../sessions/record-worker-events.ts';
import { transitionSession } from '../sessions/transition-session.ts';
import type { TestTenant } from './test-tenant.ts';

let rooms = 0;

/** What was said in a session, as its worker reports it: `['caller', 'Hello']`. */
export async function say(
  { worker, system }: TestTenant,
  sessionId: SessionId,
  turns: [Speaker, string][],
): Promise<void> {
  const at = system.now().toISOString();
  await recordWorkerEvents({
    ctx: worker(sessionId),
    input: {
      sessionId,
      // Another for each time, so that none is taken for a repetition.
      jobId: `job ${++rooms}`,
      events: turns.map(([speaker, text], index) => ({
        seq: index + 1,
        at,
        event: {
          type: 'transcript',
          final: true,
          speaker,
          text,
          segment_id: `${speaker}-${rooms}-${index + 1}`,
          interrupted: false,
          started_at: at,
          ended_at: at,
        },
      })),
    },
  });
}

/** A session in which this was said, and which is over. */
export async function holdCall(
  tenant: TestTenant,
  turns: [Speaker, string][],
  agentId = tenant.agentId,
): Promise<SessionId> {
  const ctx = tenant.system;
  const { id } = await createSession({ ctx, input: { room: `call-${++rooms}`, agentId } });
  await transitionSession({ ctx, input: { sessionId: id, to: 'connecting' } });
  await transitionSession({ ctx, input: { sessionId: id, to: 'active' } });
  await say(tenant, id, turns);
  await transitionSession({ ctx, input: { sessionId: id, to: 'ended', reason: 'caller_hung_up' } });
  return id;
}
