import { type DoNotCallLookup, lookUpDoNotCallQuerySchema } from '@parley/contracts';
import { doNotCall, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { globalEntryOf, holds, toDoNotCallEntry } from './entry-row.ts';

interface FindDoNotCall {
  ctx: ServiceContext;
  input: { number: string };
}

/** Whether one number must not be called, by the tenant's list or by the platform's. */
export async function findDoNotCall({ ctx, input }: FindDoNotCall): Promise<DoNotCallLookup> {
  requireScope(ctx, 'dialing:read');
  const { number } = parseInput(lookUpDoNotCallQuerySchema, input);
  const now = ctx.now();
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [own] = await tx.select().from(doNotCall).where(eq(doNotCall.number, number));
    const global = await globalEntryOf(tx, number);
    const byPlatform = global !== undefined && holds(global, now);
    return {
      number,
      listed: byPlatform || (own !== undefined && holds(own, now)),
      entry: own ? toDoNotCallEntry(own) : null,
      global: byPlatform,
    };
  });
}
