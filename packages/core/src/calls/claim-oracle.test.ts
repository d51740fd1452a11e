import { newId } from '@parley/contracts';
import {
  calls,
  consents,
  type Database,
  type DatabaseHandle,
  dialPolicies,
  dials,
  doNotCall,
  globalDoNotCall,
  sipTrunks,
  type TenantTx,
  withTenant,
} from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServiceContext } from '../context.ts';
import { decideDial } from '../dialing/decide-dial.ts';
import type { DialFacts } from '../dialing/dial-facts.ts';
import { generateFacts, randomFrom } from '../dialing/testing/generate-facts.ts';
import { isLegalDial } from '../dialing/testing/oracle.ts';
import { addLine } from '../testing/add-line.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { claimCall } from './claim-call.ts';
import { insertCall } from './insert-call.ts';

const CASES = 250;
/** The agent's longest conversation and the minute after it: what a dial reserves is so many times the rate. */
const minutes = 31;
const bystander = '+4930123456';
const limits = { mostCalls: 1e6, callsPerSecond: 1e6, rates: { rates: [], otherwise: 0 } };

let handle: DatabaseHandle;
let tenant: TestTenant;
let trunkId: typeof sipTrunks.$inferSelect.id;
let agentVersionId: NonNullable<typeof calls.$inferSelect.agentVersionId>;
beforeAll(async () => {
  handle = await openTestDatabase();
  tenant = await createTestTenant(handle.db);
  await addLine(tenant);
  await withTenant(handle.db, tenant.tenantId, async (tx) => {
    const [trunk] = await tx.update(sipTrunks).set({ outboundRef: 'ST_out' }).returning();
    const { rows } = await tx.execute<{ id: string }>(sql`select id from agent_versions`);
    if (!trunk || !rows[0]) throw new Error('nothing to call with');
    trunkId = trunk.id;
    agentVersionId = rows[0].id as typeof agentVersionId;
  });
}, openTimeoutMs);
afterAll(() => handle?.close());

/** The same facts where the database counts by itself: its month ends by the calendar, and dials are dials. */
function asCounted(facts: DialFacts): DialFacts {
  const { now, attempts } = facts;
  const month = (more: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + more));
  const justNow = attempts.filter((each) => each.getTime() > now.getTime() - 1000).length;
  return {
    ...facts,
    policy: { ...facts.policy, default_rate: facts.spend.thisCall / minutes },
    spend: { ...facts.spend, held: facts.spend.reserved - spentOf(facts), resetsAt: month(1) },
    callsInLastSecond: facts.callsInLastSecond + justNow,
  };
}

/** Half of it by calls that are over, the rest is held by one under way. */
const spentOf = ({ spend }: DialFacts): number => Math.floor(spend.reserved / 2);

/** Writes a state of the world as rows. */
async function writeState(tx: TenantTx, generated: DialFacts, policy: DialFacts['policy']): Promise<void> {
  const { number, now } = generated;
  const { tenantId } = tenant;
  await tx
    .insert(dialPolicies)
    .values({ tenantId, policy })
    .onConflictDoUpdate({ target: dialPolicies.tenantId, set: { policy } });
  for (const { scope, ...entry } of generated.doNotCall) {
    const row = { ...entry, id: newId('doNotCall') };
    if (scope === 'tenant') await tx.insert(doNotCall).values({ ...row, tenantId, source: 'manual' });
    else {
      await tx.execute(sql`select set_config('role', 'parley_gate', true)`);
      await tx.insert(globalDoNotCall).values({ ...row, source: 'test' });
      await tx.execute(sql`select set_config('role', 'parley_app', true)`);
    }
  }
  if (generated.consents.length > 0) {
    const source = 'generated';
    const rows = generated.consents.map((each) => ({ ...each, id: newId('consent'), tenantId, source }));
    await tx.insert(consents).values(rows);
  }
  const dial = { tenantId, kind: 'call' as const, purpose: 'marketing' as const, allowed: true };
  const rest = { decision: decideDial(generated), centsPerMinute: 0, reservedCents: 0, costCents: 0 };
  const spentAt = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const half = spentOf(generated);
  await tx.insert(dials).values(
    [
      ...generated.attempts.map((decidedAt) => ({ ...dial, ...rest, toNumber: number, decidedAt })),
      ...Array.from({ length: generated.callsInLastSecond }, () => ({
        ...dial,
        ...rest,
        toNumber: bystander,
        decidedAt: new Date(now.getTime() - 999),
      })),
      // One that is over, one under way, one of another month, and one that was not to be: the first two are spent.
      { ...dial, ...rest, toNumber: bystander, decidedAt: spentAt, reservedCents: 900, costCents: half },
      {
        ...dial,
        ...rest,
        toNumber: bystander,
        decidedAt: spentAt,
        reservedCents: generated.spend.reserved - half,
        costCents: null,
      },
      { ...dial, ...rest, toNumber: bystander, decidedAt: new Date(spentAt.getTime() - 1), costCents: 5_000 },
      { ...dial, ...rest, toNumber: number, decidedAt: spentAt, allowed: false, costCents: 5_000 },
    ].map((row) => ({ ...row, id: newId('dial') })),
  );
  if (generated.liveCalls === 0) return;
  const line = { tenantId, direction: 'outbound' as const, state: 'active' as const, toNumber: bystander };
  await tx
    .insert(calls)
    .values(Array.from({ length: generated.liveCalls }, () => ({ ...line, id: newId('call') })));
}

/** The verdict of a real claim in that state, which is undone afterwards. */
async function claimIn(generated: DialFacts, policy: DialFacts['policy']) {
  const undo = new Error('undo');
  let found: { claimed: boolean; decision: unknown } | undefined;
  const work = withTenant(handle.db, tenant.tenantId, async (tx) => {
    await writeState(tx, generated, policy);
    const db = { transaction: (inner: (own: TenantTx) => unknown) => inner(tx) } as unknown as Database;
    const ctx: ServiceContext = { ...tenant.system, db, now: () => generated.now };
    const { id } = await insertCall(tx, ctx, {
      direction: 'outbound',
      state: 'queued',
      trunkId,
      fromNumber: '+15550100',
      toNumber: generated.number,
      purpose: generated.purpose,
      agentId: tenant.agentId,
      agentVersionId,
    });
    const claim = await claimCall({ ctx, limits });
    const { rows } = await tx.execute<{ decision: unknown }>(
      sql`select decision from dials where call_id = ${id}`,
    );
    found = { claimed: claim !== undefined && 'claimed' in claim, decision: rows[0]?.decision };
    throw undo;
  });
  await expect(work).rejects.toBe(undo);
  if (!found) throw new Error('nothing was claimed');
  return found;
}

test(`${CASES} states of the database are claimed as an oracle says`, { timeout: 240_000 }, async () => {
  const random = randomFrom(20_261_130);
  const count = { legal: 0, illegal: 0, dialledIllegally: 0, legalBlocked: 0, withoutARecord: 0 };
  for (let i = 0; i < CASES; i++) {
    const { place, facts: generated } = generateFacts(random);
    const facts = asCounted(generated);
    // What is spent at the month's very beginning would count as dialled in this second.
    if (facts.now.getTime() - Date.UTC(facts.now.getUTCFullYear(), facts.now.getUTCMonth()) < 1000) continue;
    const { claimed, decision } = await claimIn(generated, facts.policy);
    const legal = isLegalDial(place, facts);
    count[legal ? 'legal' : 'illegal']++;
    if (claimed && !legal) count.dialledIllegally++;
    if (!claimed && legal) count.legalBlocked++;
    if (decision === undefined) count.withoutARecord++;
    // Made from the rows or by hand, the facts are the same, and so is all that is said of them.
    else expect(decision).toEqual(decideDial(facts));
  }
  process.stdout.write(`claims: ${JSON.stringify(count)}\n`);
  expect(count.dialledIllegally).toBe(0);
  expect(count.legalBlocked).toBe(0);
  expect(count.legal).toBeGreaterThan(CASES / 20);
  expect(count.withoutARecord).toBeLessThan(CASES / 10);
});
