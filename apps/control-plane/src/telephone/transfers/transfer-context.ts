import type { CallId, TenantId, TransferId } from '@parley/contracts';
import type { SessionRow } from '@parley/core';
import type { Database } from '@parley/db';
import type { Logger } from '@parley/observability';
import type { Dial, Refer, RoomControl } from '@parley/telephony';
import type { Clock } from '../../clock.ts';
import type { SessionSupervisor } from '../../jobs/session-supervisor.ts';
import type { SessionHub } from '../../realtime/session-hub.ts';

export interface TransferContext {
  db: Database;
  auditKey: Uint8Array;
  rooms: RoomControl;
  hub: SessionHub;
  supervisor: SessionSupervisor;
  dial: Dial;
  refer: Refer;
  clock: Clock;
  log: Logger;
  timings: TransferTimings;
  /** Whether the process is going away: what is under way is left to the next one. */
  stopping(): boolean;
}

export interface TransferKey {
  tenantId: TenantId;
  callId: CallId;
  transferId: TransferId;
  session: SessionRow;
}

/** All the patience of a transfer, in milliseconds. */
export interface TransferTimings {
  /** Between two looks at who is in the room. */
  pollMs: number;
  /** An agent who is not seen for this long is lost, and the transfer with it. */
  agentGoneMs: number;
  /** How long the person who answered may take to say yes or no, the briefing included. */
  briefingMs: number;
  /** How long, and how often, a LiveKit that is away is asked to put a person out who is not needed any more. */
  clearingMs: number;
  clearAgainMs: number;
}

export const transferTimings: TransferTimings = {
  pollMs: 250,
  agentGoneMs: 1_500,
  briefingMs: 60_000,
  clearingMs: 120_000,
  clearAgainMs: 2_000,
};
