import type { CallId, TenantId } from '@parley/contracts';
import type { PlatformLimits } from '@parley/core';
import type { Database } from '@parley/db';
import type { Logger } from '@parley/observability';
import type { Dial, RoomControl } from '@parley/telephony';
import type { Clock } from '../clock.ts';
import type { SessionSupervisor } from '../jobs/session-supervisor.ts';
import type { StreamDials } from './twilio/stream-dials.ts';

export interface DialerContext {
  db: Database;
  auditKey: Uint8Array;
  rooms: RoomControl;
  supervisor: SessionSupervisor;
  dial: Dial;
  /** For numbers without a SIP trunk. */
  streamDials: Pick<StreamDials, 'dial' | 'resume'>;
  clock: Clock;
  log: Logger;
  /** Of all tenants together. */
  limits: PlatformLimits;
  timings: DialerTimings;
  /** Whether the process is going away: what is under way is left to the next one. */
  stopping(): boolean;
}

export interface CallKey {
  tenantId: TenantId;
  callId: CallId;
}

/** All the patience of the dialer, in milliseconds. */
export interface DialerTimings {
  /** Between two looks for calls that are due. */
  everyMs: number;
  /** Between two looks at a call before its answer. */
  pollMs: number;
  /** How long the agent may take to be in the room; nobody's telephone rings before. */
  agentMs: number;
  /** After a restart, how long a telephone that is not seen in its room is waited for. */
  missingMs: number;
  /** How long a call that somebody else has dialled may stay without an answer. */
  unansweredMs: number;
}

export const dialerTimings: DialerTimings = {
  everyMs: 1_000,
  pollMs: 500,
  agentMs: 20_000,
  missingMs: 10_000,
  unansweredMs: 90_000,
};
