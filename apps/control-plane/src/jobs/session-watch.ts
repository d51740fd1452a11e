import { SerialQueue } from '../realtime/serial-queue.ts';
import { emptyMemory, type Memory } from './observation.ts';
import type { SessionKey } from './supervisor-context.ts';

/** One live session under supervision. What is done for it is done one thing after another. */
export interface SessionWatch extends SessionKey {
  readonly queue: SerialQueue;
  memory: Memory;
  /** Number of the latest dispatch; 0 when it was sent by a process before this one. */
  att: number;
  /** A look is waiting for its turn already. */
  lookQueued: boolean;
  /** Nobody has looked yet. */
  fresh: boolean;
  callOffTimer: () => void;
}

export const createSessionWatch = ({ tenantId, sessionId }: SessionKey): SessionWatch => ({
  tenantId,
  sessionId,
  queue: new SerialQueue(),
  memory: emptyMemory,
  att: 0,
  lookQueued: false,
  fresh: true,
  callOffTimer: () => {},
});
