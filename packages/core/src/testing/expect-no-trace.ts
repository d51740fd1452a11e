import { auditEntries, outbox, sessionEvents, sessions, tickets, withTenant } from '@parley/db';
import { expect } from 'vitest';
import type { ServiceContext } from '../context.ts';

/** Runs a verb that fails at each moment it looks at the clock, and checks that nothing of it stays. */
export async function expectNoTrace(ctx: ServiceContext, verb: (ctx: ServiceContext) => Promise<unknown>) {
  const before = await everythingOf(ctx);
  const broken = new Error('broken in the middle');
  let moments = 0;
  for (let failed = true; failed; ) {
    let looks = 0;
    const now = () => {
      if (looks++ === moments) throw broken;
      return ctx.now();
    };
    failed = await verb({ ...ctx, now }).then(
      () => false,
      (error) => {
        expect(error).toBe(broken);
        return true;
      },
    );
    if (!failed) break;
    expect(await everythingOf(ctx)).toEqual(before);
    moments += 1;
  }
  expect(moments).toBeGreaterThan(0);
  expect(await everythingOf(ctx)).not.toEqual(before);
}

const everythingOf = ({ db, actor }: ServiceContext) =>
  withTenant(db, actor.tenantId, async (tx) => ({
    sessions: await tx.select().from(sessions),
    events: await tx.select().from(sessionEvents),
    tickets: await tx.select().from(tickets),
    outbox: await tx.select().from(outbox),
    audit: await tx.select().from(auditEntries),
  }));

/** The outbox of a tenant, oldest first, as `[event, payload]`. */
export const outboxOf = ({ db, actor }: ServiceContext) =>
  withTenant(db, actor.tenantId, async (tx) =>
    (await tx.select().from(outbox).orderBy(outbox.id)).map(({ event, payload }) => [event, payload]),
  );
