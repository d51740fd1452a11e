import { apiKeys, type Database, readAsTenant, tenants, withTenant } from '@parley/db';
import { eq, sql } from 'drizzle-orm';
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
interface FoundKey extends Pick<KeyRow, 'id' | 'tenantId' | 'kind' | 'scopes' | 'agentIds' | 'origins'> {
  /** Milliseconds since the epoch, like the next. */
  expiresAt: number | null;
  lastUsedAt: number | null;
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
  const found = await sharedOf(reads, db).read(key, () => readKey(db, key));
  if (!found) throw refusal();
  const { id: keyId, tenantId, expiresAt, lastUsedAt } = found;
  if (expiresAt !== null && expiresAt <= now.getTime()) throw refusal();
  requireAllowedAddress(address, found.allowed);
  if (found.kind === 'publishable') requireOrigin(origin, found.origins);
  if (lastUsedAt === null || now.getTime() - lastUsedAt >= lastUsedStepMs) {
    await sharedOf(notes, db).read(keyId, () => noteUse(db, found, now));
  }
  return found.kind === 'publishable'
    ? { type: 'publishableKey', tenantId, keyId, agentIds: found.agentIds }
    : { type: 'apiKey', tenantId, keyId, scopes: found.scopes };
}

function sharedOf<T>(all: WeakMap<Database, SharedReads<T>>, db: Database): SharedReads<T> {
  const known = all.get(db);
  if (known) return known;
  const shared = new SharedReads<T>();
  all.set(db, shared);
  return shared;
}

const milliseconds = (column: typeof apiKeys.expiresAt | typeof apiKeys.lastUsedAt) =>
  sql`(extract(epoch from ${column}) * 1000)::float8`;

const byHash = sql`select ${apiKeys.id} as "id", ${apiKeys.tenantId} as "tenantId", ${apiKeys.kind} as "kind",
    ${apiKeys.scopes} as "scopes", ${apiKeys.agentIds} as "agentIds", ${apiKeys.origins} as "origins",
    ${milliseconds(apiKeys.expiresAt)} as "expiresAt", ${milliseconds(apiKeys.lastUsedAt)} as "lastUsedAt",
    ${tenants.allowedAddresses} as "allowed"
  from ${apiKeys} join ${tenants} on ${tenants.id} = ${apiKeys.tenantId}
  where ${apiKeys.tenantId} = ${sql.placeholder('tenantId')} and ${apiKeys.hash} = ${sql.placeholder('hash')}
    and ${apiKeys.revokedAt} is null`;

/** By the key's hash: how long that takes says nothing of a key that is not known. */
async function readKey(db: Database, key: string): Promise<FoundKey | undefined> {
  const tenantId = tenantOfApiKey(key);
  if (!tenantId) return undefined;
  const values = { tenantId, hash: hashApiKey(key) };
  const [found] = await readAsTenant<FoundKey & Record<string, unknown>>(db, tenantId, byHash, values);
  return found;
}

const noteUse = (db: Database, { id, tenantId }: FoundKey, now: Date): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    await tx.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id));
  });

function requireOrigin(origin: string | undefined, origins: readonly string[]): void {
  if (origin !== undefined && origins.includes(origin)) return;
  throw new DomainError('FORBIDDEN', 'This publishable key is for pages of other origins.');
}

const refusal = () => new DomainError('UNAUTHENTICATED', 'This API key is not valid.');
