import type { Attempt, Memory, RoomView } from './observation.ts';

const since = (applies: boolean, earlier: number | undefined, now: number): number | undefined =>
  applies ? (earlier ?? now) : undefined;

const attemptAfter = (
  { attempt, jobGone }: Memory,
  { agent }: RoomView,
  now: number,
): Attempt | undefined => {
  if (jobGone) return attempt;
  if (agent === 'here') return undefined;
  return attempt && agent === 'coming' ? { ...attempt, aliveAt: attempt.aliveAt ?? now } : attempt;
};

/** The memory after a look at LiveKit; `view` is undefined when LiveKit did not answer. */
export function remember(memory: Memory, view: RoomView | undefined, now: number): Memory {
  if (!view) return { ...memory, livekitAwaySince: memory.livekitAwaySince ?? now };
  const livekitAwaySince = undefined;
  if (!view.exists) {
    return { ...memory, livekitAwaySince, roomGoneSince: memory.roomGoneSince ?? now };
  }
  const callerSeen = memory.callerSeen || view.callerSeen || view.callers > 0;
  return {
    ...memory,
    livekitAwaySince,
    roomGoneSince: undefined,
    roomSeen: true,
    callerSeen,
    callerGoneSince: since(callerSeen && view.callers === 0, memory.callerGoneSince, now),
    agentGoneSince: since(view.agent === 'absent', memory.agentGoneSince, now),
    workerSeen: memory.workerSeen || view.agent !== 'absent',
    attempt: attemptAfter(memory, view, now),
  };
}
