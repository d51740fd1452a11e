import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mail } from '@parley/core';
import { readCatalogue, readTenant, reportIsolation } from '@parley/db/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Api, type ApiRoute, idsIn, readApi } from '../testing/api-routes.ts';
import { createCanaries } from '../testing/canary.ts';
import { type CanarySide, fillWithCanaries } from '../testing/canary-side.ts';
import { crawl, joined, newest } from '../testing/crawl.ts';
import { plantCanaries } from '../testing/plant-canaries.ts';
import { type Answer, startTestApp, type TestApp } from '../testing/start-test-app.ts';
import { dispatcherLimits, WebhookDispatcher } from '../webhooks/webhook-dispatcher.ts';

// Hundreds of requests each: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const mails: Mail[] = [];
/** What arrived where webhooks go, by path. */
const hooked: { path: string; body: string }[] = [];
let app: TestApp;
let api: Api;
let receiver: Server;
let dispatcher: WebhookDispatcher;
let hooks: string;
let a: CanarySide;
let b: CanarySide;

beforeAll(async () => {
  app = await startTestApp({ mailer: { delivers: true, send: async (mail: Mail) => void mails.push(mail) } });
  api = readApi((await app.call('GET /openapi.json')).json);
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    hooked.push({ path: request.url ?? '', body });
    response.end();
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  hooks = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  dispatcher = new WebhookDispatcher({
    ...app,
    db: app.database.db,
    mayReach: () => true,
    limits: { ...dispatcherLimits, pollMs: 20 },
  });
  dispatcher.start();
  a = await fillWithCanaries({ app, api, mails, tenantId: app.demo.tenantId, hooks: `${hooks}/a` });
  b = await fillWithCanaries({ app, api, mails, tenantId: app.demo.otherTenantId, hooks: `${hooks}/b` });
});
const counts = {
  canaries_planted: 0,
  canaries_found_by_their_tenant: 0,
  answers_to_another: 0,
  canaries_leaked: 0,
};
afterAll(async () => {
  reportIsolation('canaries', counts);
  await dispatcher?.stop();
  await new Promise((closed) => receiver?.close(closed));
  await app?.close();
});

/** What of A is in something that B was given, but for what B said itself. */
function leaked(given: string, said: string): string[] {
  const foreign = [...a.ids].flatMap(([prefix, ids]) => [...ids].filter((id) => !b.ids.get(prefix)?.has(id)));
  const found = [...a.canaries.in(given), ...foreign.filter((id) => given.includes(id))];
  return found.filter((one) => !said.includes(one));
}
const whole = ({ text, headers }: Answer) => text + JSON.stringify(headers);
/** Some to search for: from everywhere. */
const someWords = ({ taken }: CanarySide, count: number) => {
  const all = [...taken.keys()];
  return all.filter((_, index) => index % Math.ceil(all.length / count) === 0);
};

it('canaries are planted all over, and their own tenant finds them', async () => {
  expect(a.taken.size).toBeGreaterThan(350);
  const found = new Set<string>();
  /** Whose answers have an ETag that the document does not tell of, or the other way round. */
  const unlike = new Set<string>();
  const receive = (answer: Answer, _: string, { path, hasEtag }: ApiRoute) => {
    for (const canary of a.canaries.in(whole(answer))) found.add(canary);
    if (answer.status === 200 && 'etag' in answer.headers !== hasEtag) unlike.add(path);
  };
  await crawl({ api, call: app.call, key: a.key, ids: newest(a.ids, 3), words: someWords(a, 3), receive });
  expect([...unlike]).toEqual([]);
  const missed = [...a.taken].filter(([canary]) => !found.has(canary));
  counts.canaries_planted = a.taken.size;
  counts.canaries_found_by_their_tenant = a.taken.size - missed.length;
  expect(missed.length / a.taken.size, JSON.stringify(missed)).toBeLessThan(0.06);
});

it('webhooks tell each tenant of itself alone', async () => {
  const to = (side: string) => hooked.filter(({ path }) => path.startsWith(side));
  const catalogue = await readCatalogue(app.database.db);
  const isDone = async ({ tenantId }: CanarySide) => {
    const { webhook_deliveries: deliveries = [] } = await readTenant(app.database.db, catalogue, tenantId);
    return deliveries.every((delivery) => !delivery.includes('"pending"'));
  };
  await vi.waitFor(async () => {
    for (const side of ['/a', '/b']) expect(JSON.stringify(to(side))).toContain('ticket.created');
    expect([await isDone(a), await isDone(b)]).toEqual([true, true]);
  }, 60_000);
  await dispatcher.stop();
  expect(idsIn(JSON.stringify(to('/a'))).get('tkt')?.size).toBeGreaterThan(0);
  for (const { body } of to('/b')) expect(leaked(body, '')).toEqual([]);
  for (const { body } of to('/a')) expect(b.canaries.in(body).size).toBe(0);
});

it('no byte of a crawl by another tenant holds one', async () => {
  const leaks: unknown[] = [];
  const receive = (answer: Answer, asked: string) => {
    counts.answers_to_another += 1;
    const found = leaked(whole(answer), decodeURIComponent(asked));
    if (found.length > 0) leaks.push({ asked, found });
  };
  const ids = joined(newest(a.ids, 2), newest(b.ids, 2));
  const words = [...someWords(a, 4), ...someWords(a, 2).map((word) => word.slice(0, 8))];
  const { served } = await crawl({ api, call: app.call, key: b.key, ids, words, receive });
  counts.canaries_leaked += leaks.length;
  expect(leaks).toEqual([]);
  expect(served).toBeGreaterThan(100);
});

it.each([
  ['addresses and bodies', () => ({ ids: a.ids, bodyIds: a.ids })],
  ['bodies', () => ({ ids: new Map(b.ids), bodyIds: a.ids })],
])(
  'writing with another’s ids in %s changes nothing of theirs, is never taken, and tells nothing',
  async (_, ids) => {
    const catalogue = await readCatalogue(app.database.db);
    const before = await readTenant(app.database.db, catalogue, a.tenantId);
    const known = [...a.ids].flatMap(([, all]) => [...all]);
    const wrong: unknown[] = [];
    let refused = 0;
    const receive = (answer: Answer, asked: string, body: string) => {
      counts.answers_to_another += 1;
      const found = leaked(whole(answer), asked + body);
      const theirs = known.filter((id) => (asked + body).includes(id) && !b.ids.get(id.slice(0, 3))?.has(id));
      if (theirs.length > 0 && answer.status < 400) wrong.push({ asked, taken: theirs });
      if (theirs.length > 0 && answer.status >= 400) refused += 1;
      if (found.length > 0) wrong.push({ asked, found });
    };
    const canaries = createCanaries();
    const { ids: own, bodyIds } = ids();
    const copy = new Map([...own].map(([prefix, all]) => [prefix, new Set(all)]));
    await plantCanaries({ api, call: app.call, key: b.key, canaries, ids: copy, bodyIds, hooks, receive });
    counts.canaries_leaked += wrong.length;
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(5);
    expect(await readTenant(app.database.db, catalogue, a.tenantId)).toEqual(before);
  },
);

it('a job of one tenant opens nothing of another’s session', async () => {
  const key = await app.workerKey(b.sessionId, { tid: b.tenantId });
  const routes = api.routes.filter(({ credential }) => credential === 'sessionToken');
  expect(routes.length).toBeGreaterThanOrEqual(4);
  for (const { method, path } of routes) {
    const answer = await app.call(`${method} ${path.replace(/\{\w+\}/, a.sessionId)}`, { key });
    expect([path, answer.status, leaked(whole(answer), a.sessionId)]).toEqual([path, 404, []]);
  }
});

it('a transcript’s socket shows its own tenant everything, and others nothing', async () => {
  const url = await app.listen();
  const watch = (side: CanarySide, sessionId: string) =>
    new Promise<string>((resolve) => {
      let received = '';
      const socket = new WebSocket(`${url}/ws/transcript/${sessionId}?token=${side.key}`);
      socket.onmessage = ({ data }) => {
        received += data;
        if (side.canaries.in(received).size >= 6) socket.close();
      };
      socket.onclose = () => resolve(received);
    });
  expect(a.canaries.in(await watch(a, a.sessionId)).size).toBeGreaterThanOrEqual(6);
  expect(leaked(await watch(b, b.sessionId), '')).toEqual([]);
  expect(await watch(b, a.sessionId)).toBe('');
});
