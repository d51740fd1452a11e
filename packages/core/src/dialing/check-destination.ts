import { type Destination, e164Schema, sessionIdSchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { z } from 'zod';
import { requireScope, requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { readDialPolicy } from '../dial-policy/policy-row.ts';
import { parseInput } from '../parse-input.ts';
import { destinationFaults } from './destination-faults.ts';
import { placesOfNumber } from './places-of-number.ts';

const inputSchema = z.object({
  number: e164Schema,
  /** Out of which it is asked, by its worker. */
  sessionId: sessionIdSchema.optional(),
});

interface CheckDestination {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

/**
 * Whether the tenant may ring a number at all, by its countries and prefixes: what no hour and no consent changes. For
 * people who are brought into a conversation; the called parties of calls out are judged by `decideDial`.
 */
export async function checkDestination({ ctx, input }: CheckDestination): Promise<Destination> {
  if (ctx.actor.type === 'worker') requireSessionAccess(ctx, input.sessionId, 'calls:read');
  else requireScope(ctx, 'calls:read');
  const { number } = parseInput(inputSchema, input);
  const { policy } = await withTenant(ctx.db, ctx.actor.tenantId, readDialPolicy);
  const [reason = null] = destinationFaults(number, policy, placesOfNumber(number));
  return { number, allowed: reason === null, reason };
}
