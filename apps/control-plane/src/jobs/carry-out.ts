import type { SessionRow } from '@parley/core';
import type { Decision } from './decision.ts';
import { finishSession } from './finish-session.ts';
import { moveSession } from './move-session.ts';
import { removeAgents } from './remove-agents.ts';
import { openSessionRoom, sendAnotherAgent, wasAgentAssigned } from './send-agent.ts';
import type { SessionWatch } from './session-watch.ts';
import type { SupervisorContext } from './supervisor-context.ts';

/**
 * Does what was decided.
 * @returns milliseconds after which to look again; undefined when that is left to the sweeper.
 */
export async function carryOut(
  context: SupervisorContext,
  { watch, session, decision }: { watch: SessionWatch; session: SessionRow; decision: Decision },
): Promise<number | undefined> {
  const { timings } = context;
  switch (decision.do) {
    case 'wait':
      return decision.ms;
    case 'open':
      await openSession(context, watch, session);
      return timings.joinPollMs;
    case 'dispatch':
      await repeatDispatch(context, { watch, session, number: decision.number });
      return timings.joinPollMs;
    case 'activate':
      await moveSession(context, session, { to: 'active' });
      return undefined;
    case 'give-up': {
      const taken = watch.memory.workerSeen || (await wasAgentAssigned(context, session));
      const reason = taken ? 'agent_never_joined' : 'no_agent_available';
      await finishSession(context, { session, reason });
      return undefined;
    }
    case 'finish':
      await finishSession(context, { session, reason: decision.outcome.reason });
      return undefined;
  }
}

/** Makes the room, sends the first agent, and moves the session on to `connecting`. */
export async function openSession(
  context: SupervisorContext,
  watch: SessionWatch,
  session: SessionRow,
): Promise<void> {
  noteAttempt(context, watch, 1);
  await openSessionRoom(context, session, watch.att);
  await moveSession(context, session, { to: 'connecting' });
}

async function repeatDispatch(
  context: SupervisorContext,
  { watch, session, number }: { watch: SessionWatch; session: SessionRow; number: number },
): Promise<void> {
  context.log.warn({ sessionId: session.id, number, state: session.state }, 'agent is sent again');
  // Before anybody else is sent: never are two of them in one room.
  if (watch.memory.jobGone) await removeAgents(context, session);
  // A try that LiveKit refuses counts as well, or there would be no end of them.
  noteAttempt(context, watch, number);
  if (session.state === 'active' && number === 1) {
    watch.memory = { ...watch.memory, replacements: watch.memory.replacements + 1 };
  }
  const wasTaken = await sendAnotherAgent(context, session, watch.att);
  if (wasTaken) watch.memory = { ...watch.memory, workerSeen: true };
}

function noteAttempt({ clock }: SupervisorContext, watch: SessionWatch, number: number): void {
  const startedAt = clock.now();
  watch.att = Math.max(watch.att + 1, startedAt);
  const first = watch.memory.attempt;
  const since = number === 1 ? startedAt : (first?.since ?? first?.startedAt);
  const attempt = { number, startedAt, since };
  watch.memory = { ...watch.memory, attempt, jobGone: false, doneReason: undefined };
}
