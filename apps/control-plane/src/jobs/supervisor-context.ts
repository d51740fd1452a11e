import type { SessionId, TenantId } from '@parley/contracts';
import type { ServiceContext } from '@parley/core';
import type { Database } from '@parley/db';
import type { Logger } from '@parley/observability';
import type { RoomControl } from '@parley/telephony';
import type { WorkerClaims } from '../auth/worker-token.ts';
import type { Clock } from '../clock.ts';
import type { SessionHub } from '../realtime/session-hub.ts';
import type { SupervisionTimings } from './supervision-timings.ts';

/** What the supervision of sessions works with. */
export interface SupervisorContext {
  db: Database;
  auditKey: Uint8Array;
  rooms: RoomControl;
  hub: SessionHub;
  clock: Clock;
  timings: SupervisionTimings;
  log: Logger;
  /** Name under which workers register with LiveKit. */
  agentName: string;
  issueWorkerToken: (claims: WorkerClaims) => Promise<string>;
}

export interface SessionKey {
  tenantId: TenantId;
  sessionId: SessionId;
}

export const systemContext = (
  context: Pick<SupervisorContext, 'db' | 'clock' | 'auditKey'>,
  tenantId: TenantId,
): ServiceContext => ({
  db: context.db,
  actor: { type: 'system', tenantId },
  now: () => new Date(context.clock.now()),
  auditKey: context.auditKey,
});
