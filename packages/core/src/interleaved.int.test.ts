import { newId, type TicketId } from '@parley/contracts';
import { type DatabaseHandle, tickets, withTenant } from '@parley/db';
import { isOnPostgres, openTestPostgres, reportIsolation } from '@parley/db/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestTenant, type TestTenant } from './testing/index.ts';
import { addTicketComment } from './tickets/add-ticket-comment.ts';
import { getTicket } from './tickets/get-ticket.ts';

/** More than the pool has connections, so that each serves one tenant after another. */
const inFlight = 48;
const tenantCount = 50;
/** As they are made. */
const atOnce = 5;
/** All of them where the suite runs on a server anyway. */
const requestCount = isOnPostgres ? 100_000 : 5_000;

interface Side extends TestTenant {
  ticketId: TicketId;
  /** In a field of every row. */
  mark: string;
}

let handle: DatabaseHandle;
let sides: Side[];
let asked = 0;
const leaks: string[] = [];
beforeAll(async () => {
  handle = await openTestPostgres();
  // Who waits longer than 5 s for a connection is refused one, and a busy machine makes no 50 in that time.
  sides = [];
  while (sides.length < tenantCount)
    sides.push(...(await Promise.all(Array.from({ length: atOnce }, makeSide))));
}, 120_000);
afterAll(async () => {
  const counts = {
    interleaved_requests: asked,
    interleaved_tenants: tenantCount,
    rows_of_others_seen: leaks.length,
  };
  reportIsolation('interleaved', counts);
  await handle?.close();
});

async function makeSide(): Promise<Side> {
  const tenant = await createTestTenant(handle.db);
  const { tenantId } = tenant;
  const ticketId = newId('ticket');
  const mark = `mark of ${tenantId}`;
  const row = { id: ticketId, tenantId, number: 1, name: mark, phone: '1', property: '', reason: mark };
  await withTenant(handle.db, tenantId, (tx) => tx.insert(tickets).values(row));
  return { ...tenant, ticketId, mark };
}

/** Notes what is not the tenant's own. */
const expectOwn = (side: Side, texts: unknown[], atLeast = 1) => {
  const foreign = texts.filter((text) => text !== side.tenantId && text !== side.mark);
  if (foreign.length > 0 || texts.length < atLeast) leaks.push(`${side.tenantId}: ${JSON.stringify(texts)}`);
};
const column = async (rows: Promise<{ rows: Record<string, unknown>[] }>) =>
  (await rows).rows.flatMap((row) => Object.values(row));
const halfway = new Error('given up halfway');

type Request = (side: Side, other: Side) => Promise<unknown>;

/** Each as often as it says, of a hundred. */
const requests: [number, Request][] = [
  // All rows that there are.
  [
    27,
    async (side) =>
      within(side, async (tx) =>
        expectOwn(side, await column(tx.execute(sql`select tenant_id, name from tickets`))),
      ),
  ],
  // Another's row, asked for by its id, beside one's own.
  [
    24,
    async (side, other) =>
      within(side, async (tx) => {
        const both = sql`select tenant_id from tickets where id in (${side.ticketId}, ${other.ticketId})`;
        expectOwn(side, await column(tx.execute(both)));
      }),
  ],
  // A change of every row that can be reached.
  [
    9,
    async (side) =>
      within(side, async (tx) => {
        const all = sql`update tickets set reason = ${side.mark} returning tenant_id, name`;
        expectOwn(side, await column(tx.execute(all)));
      }),
  ],
  [
    7,
    async (side) => {
      const { ticket } = await getTicket({ ctx: side.system, ticketId: side.ticketId });
      expectOwn(side, [ticket.name]);
    },
  ],
  [
    5,
    async (side, other) => {
      const answer = await getTicket({ ctx: side.system, ticketId: other.ticketId }).catch(
        ({ code }) => code,
      );
      if (answer !== 'NOT_FOUND') leaks.push(`${side.tenantId} got ${JSON.stringify(answer)}`);
    },
  ],
  // Given up in the middle, with a change that must not stay.
  [
    5,
    async (side) => {
      const work = within(side, async (tx) => {
        await tx.execute(sql`update tickets set name = 'of nobody'`);
        throw halfway;
      });
      await work.catch((error) => {
        if (error !== halfway) throw error;
      });
    },
  ],
  // Refused by the database in the middle: another's row is written.
  [
    4,
    async (side, other) => {
      const work = within(side, (tx) =>
        tx.execute(sql`update tickets set tenant_id = ${other.tenantId}, name = ${side.mark}`),
      );
      const code = await work.then(
        () => 'written',
        (error) => error.cause?.code,
      );
      if (code !== '42501') leaks.push(`${side.tenantId} writes ${other.tenantId}: ${code}`);
    },
  ],
  // On a connection that has just served somebody.
  [
    18,
    async (side) => {
      const left = await column(handle.db.execute(sql`select tenant_id from tickets`));
      if (left.length > 0) leaks.push(`without a tenant, after ${side.tenantId}: ${JSON.stringify(left)}`);
    },
  ],
  [
    1,
    async (side) => {
      const input = { text: side.mark };
      const { text } = await addTicketComment({ ctx: side.system, ticketId: side.ticketId, input });
      expectOwn(side, [text]);
    },
  ],
];
const within = (side: Side, work: Parameters<typeof withTenant<unknown>>[2]) =>
  withTenant(handle.db, side.tenantId, work);

const deck = requests.flatMap(([often, request]) => Array.from({ length: often }, () => request));
/** The same order in every run, and no tenant twice in a row. */
const nextOf = (n: number) => {
  const mixed = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const side = sides[mixed % tenantCount] as Side;
  const other = sides[(mixed + 1 + (n % (tenantCount - 1))) % tenantCount] as Side;
  return { request: deck[(mixed >>> 8) % deck.length] as Request, side, other };
};

async function runAll(count: number): Promise<void> {
  const work = async () => {
    while (asked < count) {
      const { request, side, other } = nextOf(asked++);
      await request(side, other);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
}

it(`${requestCount} interleaved requests of ${tenantCount} tenants see no row of another`, async () => {
  await runAll(requestCount);
  expect(leaks).toEqual([]);
  expect(asked).toBeGreaterThanOrEqual(requestCount);
}, 600_000);

it('a binding that outlived its transaction would have been noticed', async () => {
  const [side] = sides as [Side];
  const outlive = sql`select set_config('role', 'parley_app', false), set_config('app.tenant_id', ${side.tenantId}, false)`;
  await Promise.all(Array.from({ length: 20 }, () => handle.db.execute(outlive)));
  const noticed: string[] = [];
  for (const [, request] of requests) {
    const before = leaks.length;
    await request(sides[1] as Side, sides[2] as Side);
    noticed.push(...leaks.splice(before));
  }
  expect(noticed).not.toEqual([]);
});
