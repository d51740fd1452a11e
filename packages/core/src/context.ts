import type {
  AgentId,
  ApiKeyId,
  RefreshTokenId,
  Role,
  Scope,
  SessionId,
  TenantId,
  UserId,
} from '@parley/contracts';
import type { Database } from '@parley/db';
import type { PlatformRates } from './dialing/rate-of.ts';
import type { PriceTable } from './sessions/price-table.ts';

/** Who acts. Every actor belongs to one tenant; a worker belongs to one session besides. */
export type Actor =
  | { type: 'apiKey'; tenantId: TenantId; keyId: ApiKeyId; scopes: readonly Scope[] }
  /** In browsers: opens sessions with its agents and nothing else. */
  | { type: 'publishableKey'; tenantId: TenantId; keyId: ApiKeyId; agentIds: readonly AgentId[] }
  | { type: 'user'; tenantId: TenantId; userId: UserId; role: Role; familyId?: RefreshTokenId }
  | { type: 'worker'; tenantId: TenantId; sessionId: SessionId }
  | { type: 'system'; tenantId: TenantId };

/** What every verb is given beside its input. */
export interface ServiceContext {
  db: Database;
  actor: Actor;
  now(): Date;
  /** Signs the tenants' audit logs: 32 bytes, see `deriveAuditKey`. */
  auditKey: Uint8Array;
  /** What a minute of a call out costs where the tenant's policy does not say; left out: as by default. */
  rates?: PlatformRates;
  /** What models and minutes cost the operator; left out: nothing is known. */
  prices?: PriceTable;
  /** Where the request came from; left out for what Parley does by itself. */
  origin?: { address: string; requestId: string };
  /**
   * The process's memory of sequence numbers, wherever interim events are numbered too (see `createSeqIssuer`).
   * Left out, stored events count by the database alone.
   */
  issueSeq?(sessionId: SessionId, atLeast: number): number;
}
