import { randomInt } from 'node:crypto';
import { idPrefixes, type TenantId } from '@parley/contracts';
import { sessionAnalyses, sessions, withTenant } from '@parley/db';
import { type CatalogueTable, fillTables, readCatalogue, readTenant } from '@parley/db/testing';
import { startTwilio } from '@parley/rehearsal/twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JsonSchema, sampleOf } from '../testing/sample-of.ts';
import { type Answer, type Call, startTestApp, type TestApp } from '../testing/start-test-app.ts';

interface Operation {
  parameters?: { in: string; name: string; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { headers?: Record<string, unknown> }>;
}

/** Routes that create, or accept something to be done, and take no `Idempotency-Key`. */
const naturallyIdempotent: Record<string, string> = {
  '/worker/sessions/{id}/tickets': 'a session has one ticket',
  '/worker/sessions/{id}/opt-out': 'a number is on the list once',
  '/worker/sessions/{id}/transfer': 'a call is passed on to one at a time: asked again, it is refused',
  '/api/v1/calls/{id}/transfer': 'the same',
  '/api/v1/auth/sign-up': 'an address has one account, and the answer never tells whether it is new',
  '/api/v1/auth/password/forgot': 'asks for a mail, whose links replace each other',
};

const aFile: Call = {
  headers: { 'content-type': 'multipart/form-data; boundary=x' },
  body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nOpen at nine.\r\n--x--\r\n',
};

const aContact = { number: '+14155550142' };
const duplicates = 100;
const twilio = await startTwilio();
const app: TestApp = await startTestApp({
  env: {
    PARLEY_PUBLIC_URL: 'https://parley.example.com',
    PARLEY_PHONE_PUBLIC_URL: 'wss://phone.example.com',
    PARLEY_TWILIO_API_URL: twilio.url,
    PARLEY_TWILIO_TRUNKING_URL: twilio.url,
  },
});
const { json: document } = await app.call('GET /openapi.json');
const posts = Object.entries(document.paths as Record<string, { post?: Operation }>).flatMap(
  ([path, { post }]) => (post ? [{ path, operation: post }] : []),
);
const takesKey = ({ parameters = [] }: Operation) =>
  parameters.some(({ name }) => name === 'idempotency-key');
const creating = posts
  .filter(({ operation }) => takesKey(operation))
  .map(({ path, operation }) => [path, operation] as const)
  // A session goes on by itself and writes rows of its own, so it comes last.
  .sort(([one], [other]) => Number(one === '/session') - Number(other === '/session'));

let catalogue: CatalogueTable[];
beforeAll(async () => {
  catalogue = await readCatalogue(app.database.db);
});
afterAll(async () => {
  await app.close();
  await twilio.close();
});

const resolve = (ref: string): JsonSchema =>
  ref
    .slice(2)
    .split('/')
    .reduce((part, key) => part[key], document);

/** Made-up agents take no calls and cannot be published: for these the demo's tenants are asked, with theirs. */
const needsAgents = (path: string) =>
  path === '/session' || path === '/api/v1/calls' || path.startsWith('/api/v1/agents/');

const textsIn = (rows: unknown[]) =>
  rows.flatMap((row) => Object.values(row as Record<string, unknown>).map(String));

/** A tenant, with a row in every table unless it is one of the demo's, and all that is in its rows. */
async function newTenant(path: string, demoTenant: TenantId) {
  const { db } = app.database;
  if (needsAgents(path)) {
    const key = await app.accessToken({ tid: demoTenant, role: 'owner' });
    const { json } = await app.call('GET /agents', { key });
    return { tenantId: demoTenant, texts: textsIn(json.agents) };
  }
  const { tenantId, rows } = await fillTables(db, catalogue);
  return { tenantId, texts: textsIn(Object.values(rows)) };
}

/** A published agent is made ready to be published again; one to be rolled back, to go back from a second version. */
async function prepare(url: string, key: string): Promise<void> {
  const [, agent = '', doing] = /^(\/api\/v1\/agents\/[^/]+)\/(publish|roll-back)$/.exec(url) ?? [];
  if (!doing) return;
  const { json } = await app.call(`GET ${agent}`, { key });
  const config = { ...json.draft, greeting: `Good day, how may I help you? ${Date.now()}` };
  const changed = [await app.call(`PUT ${agent}`, { key, body: { config } })];
  if (doing === 'roll-back') changed.push(await app.call(`POST ${agent}/publish`, { key, body: {} }));
  for (const { status, text } of changed) expect(status, `${url}: ${text}`).toBeLessThan(300);
}

/** A session is analysed when it is over, and once at a time. */
async function endSession(url: string, tenantId: TenantId): Promise<void> {
  if (!url.endsWith('/analysis')) return;
  await withTenant(app.database.db, tenantId, async (tx) => {
    await tx.delete(sessionAnalyses);
    await tx.update(sessions).set({ state: 'ended', endedAt: new Date() });
  });
}

/** A number that can call out. */
async function addLine(key: string): Promise<string> {
  const trunk = { name: 'Carrier', outbound: { address: '127.0.0.1:5070' } };
  const { json: made } = await app.call('POST /api/v1/trunks', { key, body: trunk });
  const number = { number: `+1202${randomInt(1e6, 1e7)}`, trunk_id: made.trunk_id, agent_id: null };
  return (await app.call('POST /api/v1/numbers', { key, body: number })).json.number_id;
}

/** What there must be before Twilio is asked for something: an account, and for a number something to buy, and a trunk. */
async function connectTwilio(path: string, key: string, body: object): Promise<void> {
  if (path !== '/api/v1/numbers/purchase' && path !== '/api/v1/carriers/twilio/trunks') return;
  const value = `${twilio.state.accountSid}:${twilio.state.authToken}`;
  expect((await app.call('PUT /api/v1/secrets/twilio', { key, body: { value } })).status).toBeLessThan(300);
  if (path !== '/api/v1/numbers/purchase') return;
  const connect = { connect: 'stream' };
  const { json } = await app.call('POST /api/v1/carriers/twilio/trunks', { key, body: connect });
  const { phoneNumber: number } = twilio.state.offer(`+1415${randomInt(1e6, 1e7)}`);
  Object.assign(body, { number, trunk_id: json.trunk_id });
}

/** Sends a request with a key, as a tenant's owner. */
async function newSender(path: string, operation: Operation, demoTenant: TenantId) {
  const { tenantId, texts } = await newTenant(path, demoTenant);
  const idOf = (pattern: string) => {
    const prefix = /^\^([a-z]{3})_\[0-9a-f\]/.exec(pattern)?.[1];
    return prefix && Object.values(idPrefixes).includes(prefix as 'tkt')
      ? texts.find((text) => new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(text))
      : undefined;
  };
  const sample = (schema: JsonSchema) => sampleOf(schema, { resolve, idOf });
  const url = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'path')
    .reduce(
      (at, { name, schema }) => at.replace(`{${name}}`, encodeURIComponent(String(sample(schema)))),
      path,
    );
  const content = operation.requestBody?.content ?? {};
  const schema = content['application/json']?.schema;
  const body = schema && sample(schema);
  // A number is in use once, whoever has it.
  if (path === '/api/v1/numbers') Object.assign(body as object, { number: `+1202${randomInt(1e6, 1e7)}` });
  const sent: Call = 'multipart/form-data' in content ? aFile : { body };
  const key = await app.accessToken({ tid: tenantId, role: 'owner' });
  if (path === '/api/v1/calls') {
    const to = '+14155550142';
    await app.call('PUT /api/v1/dial-policy', { key, body: { test_numbers: [to] } });
    Object.assign(body as object, { to, from_number_id: await addLine(key) });
  }
  if (path === '/api/v1/campaigns') Object.assign(body as object, { from_number_id: await addLine(key) });
  if (path === '/api/v1/campaigns/{id}/contacts') Object.assign(body as object, { contacts: [aContact] });
  await connectTwilio(path, key, body as object);
  await prepare(url, key);
  await endSession(url, tenantId);
  const send = (idempotencyKey: string): Promise<Answer> =>
    app.call(`POST ${url}`, {
      ...sent,
      key,
      headers: { ...sent.headers, 'idempotency-key': idempotencyKey },
    });
  const count = async () => {
    const { idempotency_keys: _, ...tables } = await readTenant(app.database.db, catalogue, tenantId);
    const { json: me } = await app.call('GET /api/v1/auth/me', { key });
    const counts = Object.entries(tables).map(([table, found]) => [table, found.length] as const);
    return [...counts, ['tenants of the person', me.memberships.length] as const];
  };
  const before = new Map(await count());
  /** How many more rows the tenant has of each kind. */
  const added = async () =>
    Object.fromEntries((await count()).map(([table, now]) => [table, now - (before.get(table) ?? 0)]));
  return { send, added };
}

describe('a POST that creates', () => {
  it('takes an idempotency key, or needs none', () => {
    const careless = posts
      .filter(({ operation }) => '201' in operation.responses || '202' in operation.responses)
      .filter(({ path, operation }) => !takesKey(operation) && !(path in naturallyIdempotent));
    expect(careless.map(({ path }) => path)).toEqual([]);
    expect(creating.length).toBeGreaterThanOrEqual(12);
    for (const [path, { responses }] of creating) {
      expect([path, Object.keys(responses)]).toEqual([path, expect.arrayContaining(['409', '422'])]);
    }
  });

  it.each(creating)(
    `%s: ${duplicates} at once with one key have one effect and equal answers`,
    async (path, operation) => {
      const many = await newSender(path, operation, app.demo.tenantId);
      const once = await newSender(path, operation, app.demo.otherTenantId);
      const answers = await Promise.all(Array.from({ length: duplicates }, () => many.send('same')));
      const [first] = answers;
      expect(first?.status, first?.text).toBeLessThan(300);
      const tellsEtag = 'etag' in (operation.responses[String(first?.status)]?.headers ?? {});
      expect(['ETag', first?.headers.etag !== undefined]).toEqual(['ETag', tellsEtag]);
      const told = ({ status, text, headers, contentType }: Answer) => [
        status,
        text,
        headers.etag,
        contentType,
      ];
      expect(new Set(answers.map((answer) => JSON.stringify(told(answer)))).size).toBe(1);
      const replayed = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true');
      expect(replayed).toHaveLength(duplicates - 1);
      // Later, when nothing of it is in memory any more but what was kept.
      const later = await many.send('same');
      expect([told(later), later.headers['idempotency-replayed']]).toEqual([first && told(first), 'true']);

      await once.send('one');
      const added = await many.added();
      expect(added).toEqual(await once.added());
      expect(Object.values(added).some((rows) => rows > 0)).toBe(true);
    },
  );
});
