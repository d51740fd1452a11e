import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createEndpoint, createTicket, deriveMasterKey, Vault } from '@parley/core';
import { createTestTenant, type TestTenant } from '@parley/core/testing';
import { type DatabaseHandle, openDatabase, webhookDeliveries, withTenant } from '@parley/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFailingReceiver } from '../harness/failing-receiver.ts';
import { freePort } from '../harness/free-port.ts';
import { openWorkArea, type WorkArea } from '../harness/open-work-area.ts';
import { repository } from '../harness/repository.ts';
import { type Postgres, startPostgres } from '../harness/start-postgres.ts';

const events = 2_000;
const tenantCount = 4;
const killEveryMs = 5_000;
/** Events come in parts, one after each of the first kills, so that there is always something under way. */
const parts = 5;
/** A machine that is slow to start it must not keep it from ever doing anything. */
const livesAtLeastMs = 4_000;

let postgres: Postgres;
let area: WorkArea;
let receiver: Awaited<ReturnType<typeof startFailingReceiver>>;
let database: DatabaseHandle;
beforeAll(async () => {
  area = await openWorkArea('webhooks-killed');
  postgres = await startPostgres();
  receiver = await startFailingReceiver();
  const { DATABASE_URL: url, PARLEY_DATABASE_OWNER_URL: ownerUrl } = postgres.env;
  database = await openDatabase({ url, ownerUrl });
});
afterAll(async () => {
  await area?.stopAll();
  await database?.close();
  await receiver?.close();
  await postgres?.stop();
});

/** The real control plane, with pauses of a day made short; ready when this resolves. */
async function startControlPlane(secret: string, port: number) {
  const process = area.spawn({
    name: 'control-plane',
    command: 'node',
    args: ['apps/control-plane/src/server.ts'],
    cwd: repository,
    env: {
      ...postgres.env,
      // As `npm start` has it: what is compiled is kept, so that a start is short.
      NODE_COMPILE_CACHE: join(area.dir, 'node-compile-cache'),
      PARLEY_SECRET: secret,
      PARLEY_PORT: String(port),
      PARLEY_DATA_DIR: area.dir,
      PARLEY_WEB_DIR: area.dir,
      PARLEY_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1',
      PARLEY_WEBHOOK_TIMEOUT_MS: '750',
      PARLEY_WEBHOOK_RETRY_SECONDS: Array.from({ length: 24 }, (_, index) => 0.1 + index / 10).join(),
      LIVEKIT_URL: 'ws://127.0.0.1:1',
      LIVEKIT_API_KEY: 'testkey',
      LIVEKIT_API_SECRET: 'aQ3wE5rT7yU9iO1pL2kJ4hG6fD8sZ0xC',
    },
  });
  await process.line((line) => line.includes('control plane is ready') || undefined, 60_000);
  return process;
}

/** Starts it, and kills it every five seconds, until there is nothing left to send. */
async function killAgainAndAgain(start: () => ReturnType<typeof startControlPlane>, isOver: () => boolean) {
  let kills = 0;
  for (;;) {
    const began = performance.now();
    const process = await start();
    const untilKill = Math.max(livesAtLeastMs, killEveryMs - (performance.now() - began));
    const killAt = performance.now() + untilKill;
    while (performance.now() < killAt && !isOver()) await delay(20);
    if (isOver()) {
      await process.stop();
      return kills;
    }
    process.kill('SIGKILL');
    await process.exited;
    kills += 1;
  }
}

test('2,000 events reach an endpoint that fails every other time, from a process that is killed every 5 s', async () => {
  const began = performance.now();
  const secret = randomBytes(32).toString('base64');
  const vault = new Vault(new Map([[0, deriveMasterKey(secret)]]));
  const tenants = await Promise.all(Array.from({ length: tenantCount }, () => createTestTenant(database.db)));
  for (const [index, tenant] of tenants.entries()) {
    const input = { url: `${receiver.url}/hook/${index}`, events: ['ticket.created' as const] };
    const { secret: signing } = await createEndpoint({ ctx: tenant.user('admin'), vault, input });
    receiver.secrets.set(`/hook/${index}`, signing);
  }
  let made = 0;
  const makeEvents = async ({ system: ctx }: TestTenant, count: number) => {
    for (let left = count; left > 0; left -= 1) {
      const input = { name: 'A caller', phone: '+1 512 555 0100', reason: `Event ${made}` };
      await createTicket({ ctx, input });
      made += 1;
    }
  };
  let starts = 0;
  let making = Promise.resolve<unknown>(undefined);
  const port = await freePort();
  const kills = await killAgainAndAgain(
    () => {
      starts += 1;
      if (starts <= parts) {
        const each = events / parts / tenantCount;
        making = making.then(() => Promise.all(tenants.map((tenant) => makeEvents(tenant, each))));
      }
      return startControlPlane(secret, port);
    },
    () => made === events && receiver.taken.size >= events,
  );
  await making;

  const states = await Promise.all(
    tenants.map(({ tenantId }) =>
      withTenant(database.db, tenantId, (tx) => tx.select().from(webhookDeliveries)),
    ),
  );
  const deliveries = states.flat();
  const twice = [...receiver.taken.values()].filter((times) => times > 1).length;
  const figures = {
    events: made,
    kills,
    requests: receiver.requests(),
    failed: receiver.failed,
    delivered: receiver.taken.size,
    twice,
    signaturesRefused: receiver.refused.length,
    seconds: Math.round((performance.now() - began) / 1_000),
  };
  process.stdout.write(`webhooks: ${JSON.stringify(figures)}\n`);
  expect(made).toBe(events);
  expect(new Set(deliveries.map(({ messageId }) => messageId))).toEqual(new Set(receiver.taken.keys()));
  expect(deliveries.map(({ state }) => state).filter((state) => state === 'failed')).toEqual([]);
  expect(receiver.refused).toEqual([]);
  expect(Object.keys(receiver.failed)).toHaveLength(6);
  expect(kills).toBeGreaterThanOrEqual(parts - 1);
  expect(twice).toBeLessThanOrEqual(events / 100);
}, 600_000);
