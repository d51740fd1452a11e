import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@parley/observability';
import { newId } from '../store/new-id.ts';
import { Call } from './call.ts';
import type { EndReason } from './end-reason.ts';

export interface CallList {
  /** Whether another call must be refused: as many as allowed are running, or the gateway stops. */
  readonly full: boolean;
  readonly stopping: boolean;
  open(direction: 'inbound' | 'outbound', bindings: Record<string, unknown>): Call;
  find(id: string): Call | undefined;
  isPresent(roomName: string, identity: string): boolean;
  /** Whether another call is in this one's room, or on its way there. */
  shareRoom(call: Call): boolean;
  stats(): {
    running: number;
    /** Over, and not yet out of their rooms. */
    leaving: number;
    max: number;
    inbound: number;
    outbound: number;
    ended: Partial<Record<EndReason, number>>;
  };
  /** Refuses new calls, lets the running ones go on for so long, ends the rest. */
  stop(graceMs: number): Promise<void>;
}

export function createCallList({ maxCalls, log }: { maxCalls: number; log: Logger }): CallList {
  const calls = new Map<string, Call>();
  const ended: Partial<Record<EndReason, number>> = {};
  let stopping = false;
  const live = () => [...calls.values()].filter((call) => !call.reason);
  const count = (direction: Call['direction']) =>
    live().filter((call) => call.direction === direction).length;
  return {
    get full() {
      // A join that the server cut short holds on to its call for a while: that is no reason to refuse the next.
      return stopping || live().length >= maxCalls || calls.size >= 2 * maxCalls;
    },
    get stopping() {
      return stopping;
    },
    open(direction, bindings) {
      const id = newId('SCL_');
      const call = new Call({
        id,
        direction,
        log: log.child({ callId: id, ...bindings }),
        onEnded({ reason = 'failed' }) {
          calls.delete(id);
          ended[reason] = (ended[reason] ?? 0) + 1;
        },
      });
      calls.set(id, call);
      return call;
    },
    find: (id) => calls.get(id),
    isPresent: (roomName, identity) =>
      [...calls.values()].some(({ place }) => place?.roomName === roomName && place.identity === identity),
    shareRoom: (call) =>
      [...calls.values()].some((other) => other !== call && other.place?.roomName === call.place?.roomName),
    stats: () => ({
      running: live().length,
      leaving: calls.size - live().length,
      max: maxCalls,
      inbound: count('inbound'),
      outbound: count('outbound'),
      ended: { ...ended },
    }),
    async stop(graceMs) {
      stopping = true;
      const all = () => Promise.all([...calls.values()].map((call) => call.ended));
      if (calls.size === 0) return;
      log.info({ running: calls.size, graceMs }, 'calls may go on for a while');
      const patience = new AbortController();
      await Promise.race([all(), delay(graceMs, undefined, { signal: patience.signal }).catch(() => {})]);
      patience.abort();
      for (const call of calls.values()) call.end('shutdown');
      await Promise.race([all(), delay(3_000, undefined, { ref: false })]);
    },
  };
}
