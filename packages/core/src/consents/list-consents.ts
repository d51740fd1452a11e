import { type ConsentRecord, consentIdSchema, type listConsentsQuerySchema } from '@parley/contracts';
import { consents, withTenant } from '@parley/db';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { toConsent } from './consent-row.ts';

interface ListConsents {
  ctx: ServiceContext;
  input: z.output<typeof listConsentsQuerySchema>;
}

/** The consents on file, revoked ones among them, newest first. `nextCursor` is null on the last page. */
export async function listConsents({
  ctx,
  input: { number, purpose, limit, cursor },
}: ListConsents): Promise<{ consents: ConsentRecord[]; nextCursor: string | null }> {
  requireScope(ctx, 'dialing:read');
  const before = cursor === undefined ? undefined : consentIdSchema.safeParse(cursor);
  if (before && !before.success) throw invalidField('cursor', 'cursor must be a next_cursor of this list');
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select()
      .from(consents)
      .where(
        and(
          number === undefined ? undefined : eq(consents.number, number),
          purpose && eq(consents.purpose, purpose),
          before && lt(consents.id, before.data),
        ),
      )
      .orderBy(desc(consents.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  return {
    consents: page.map(toConsent),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
