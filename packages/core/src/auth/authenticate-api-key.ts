import { timingSafeEqual } from 'node:crypto';
import type { TenantId } from '@parley/contracts';
import { apiKeys, type Database, tenants, withTenant } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { requireAllowedAddress } from '../tenants/is-allowed-address.ts';
import { hashApiKey, tenantOfApiKey } from './api-key.ts';
import { SharedReads } from './shared-reads.ts';

/** How exactly `last_used_at` is kept: a write for every request would cost more than it tells. */
const lastUsedStepMs = 60_000;

interface AuthenticateApiKey {
  db: Database;
  key: string;
  /** Where the request comes from. */
  address: string;
  /** The page that it comes from, as browsers say in `Origin`. */
  origin?: string | undefined;
  now?: Date;
}

type KeyRow = typeof apiKeys.$inferSelect;
interface FoundKey {
  row: KeyRow;
  allowed: typeof tenants.$inferSelect.allowedAddresses;
}

const reads = new WeakMap<Database, SharedReads<FoundKey | undefined>>();
const notes = new WeakMap<Database, SharedReads<void>>();

/**
 * Reads the key's row for each request, so that a revocation takes effect at once; requests that come together share
 * one read, which begins after them.
 * @throws DomainError `UNAUTHENTICATED`, the same for a malformed, an unknown, an expired and a revoked key;
 * `ADDRESS_NOT_ALLOWED`; `FORBIDDEN` for a publishable key on a page that it is not for.
 */
export async function authenticateApiKey(input: AuthenticateApiKey): Promise<Actor> {
  const { db, key, address, origin, now = new Date() } = input;
  const tenantId = tenantOfApiKey(key);
  if (!tenantId) throw refusal();
  const hash = hashApiKey(key);
  const found = await sharedOf(reads, db).read(`${tenantId} ${hash}`, () => readKey(db, tenantId, hash));
  if (!found || !timingSafeEqual(Buffer.from(found.row.hash), Buffer.from(hash))) throw refusal();
  const { row, allowed } = found;
  if (row.expiresAt && row.expiresAt <= now) throw refusal();
  requireAllowedAddress(address, allowed);
  if (row.kind === 'publishable') requireOrigin(origin, row.origins);
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() >= lastUsedStepMs) {
    await sharedOf(notes, db).read(row.id, () => noteUse(db, row, now));
  }
  return row.kind === 'publishable'
    ? { type: 'publishableKey', tenantId, keyId: row.id, agentIds: row.agentIds }
    : { type: 'apiKey', tenantId, keyId: row.id, scopes: row.scopes };
}

function sharedOf<T>(all: WeakMap<Database, SharedReads<T>>, db: Database): SharedReads<T> {
  const shared = all.get(db) ?? new SharedReads<T>();
  all.set(db, shared);
  return shared;
}

const readKey = (db: Database, tenantId: TenantId, hash: string): Promise<FoundKey | undefined> =>
  withTenant(db, tenantId, async (tx) => {
    const [found] = await tx
      .select({ row: apiKeys, allowed: tenants.allowedAddresses })
      .from(apiKeys)
      .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
      .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)));
    return found;
  });

const noteUse = (db: Database, { id, tenantId }: KeyRow, now: Date): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    await tx.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id));
  });

function requireOrigin(origin: string | undefined, origins: readonly string[]): void {
  if (origin !== undefined && origins.includes(origin)) return;
  throw new DomainError('FORBIDDEN', 'This publishable key is for pages of other origins.');
}

const refusal = () => new DomainError('UNAUTHENTICATED', 'This API key is not valid.');
