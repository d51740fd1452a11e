import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

interface Parameter {
  in: string;
  name: string;
}
interface Operation {
  operationId?: string;
  tags?: string[];
  summary?: string;
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<
    string,
    { description?: string; content?: Record<string, { schema: { $ref?: string } }> }
  >;
}

/** Served, but no part of the API: the explorer's page and the web app's files. */
const isPage = (url: string) => /^\/docs(\/|$)/.test(url) || url === '/*' || url === '/';

/** Answers with a list that is whole, and why. */
const wholeLists: Record<string, string> = {
  '/api/v1/trunks': '50 at most',
  '/api/v1/numbers': 'a business has few',
  '/api/v1/carriers/twilio/available-numbers': 'what the carrier offers at the moment, 30 at most',
  '/api/v1/calls/{id}/dials': 'one call is looked at a few times',
  '/agents': 'from the first release; a tenant has few',
  '/api/v1/agents/{id}/compare': 'the differences of two documents',
  '/api/v1/agents/{id}/checks': 'there are seven',
  '/transcripts/{id}': 'one session’s, whose length is limited',
  '/api/v1/knowledge/categories': 'there are eighteen',
  '/api/v1/knowledge/{category}': 'one document, as it is written',
  '/api/v1/knowledge/{category}/versions/{revision}': 'one document, as it was written',
  '/api/v1/knowledge/export': 'a file',
  '/api/v1/do-not-call/export': 'a file',
  '/api/v1/secrets': 'one for each provider',
  '/api/v1/webhook-endpoints': 'a tenant may have twenty',
};

let app: TestApp;
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
let document: any;
const table = new Set<string>();
beforeAll(async () => {
  const collect = ({ url, method }: RouteOptions) => {
    for (const one of [method].flat()) table.add(`${one} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
  };
  // The routes as the server itself has them, however they came to be.
  const observe = (message: unknown) =>
    void (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', collect);
  subscribe('fastify.initialization', observe);
  app = await startTestApp({ env: { PARLEY_WEB_DIR: import.meta.dirname } });
  unsubscribe('fastify.initialization', observe);
  document = (await app.call('GET /openapi.json')).json;
});
afterAll(() => app?.close());

const operations = (): [route: string, path: string, operation: Operation][] =>
  Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      path,
      operation,
    ]),
  );
const resolve = (schema: { $ref?: string } | undefined) =>
  schema?.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;

it('the document has every route of the server, and no other', () => {
  const served = [...table].filter((route) => {
    const [method, url = ''] = route.split(' ');
    // What Fastify adds to GET, and CORS.
    return method !== 'HEAD' && method !== 'OPTIONS' && !isPage(url);
  });
  expect(served.length).toBeGreaterThan(80);
  expect(
    operations()
      .map(([route]) => route)
      .sort(),
  ).toEqual(served.sort());
  expect(document.openapi).toMatch(/^3\.1\./);
});

it('every operation has a name of its own, a summary, and one tag that is described', () => {
  const described = document.tags.map(({ name }: { name: string }) => name);
  const names = operations().map(([, , { operationId }]) => operationId);
  expect(names).toEqual(names.map(() => expect.stringMatching(/^[a-z][A-Za-z]+$/)));
  expect(new Set(names).size).toBe(names.length);
  for (const [route, , { summary, tags }] of operations()) {
    expect([route, summary]).toEqual([route, expect.stringMatching(/^\S.{6,}[^.]$/)]);
    expect([route, tags]).toEqual([route, [expect.toBeOneOf(described)]]);
  }
});

it('every operation says what it may refuse, as problem documents', () => {
  for (const [route, path, { security, parameters = [], requestBody, responses }] of operations()) {
    const isWorkers = path.startsWith('/worker/');
    const needed = [
      '500',
      '503',
      ...(security ? ['401'] : []),
      ...(security && !isWorkers && path.startsWith('/api/v1/') && path !== '/api/v1/auth/me' ? ['403'] : []),
      ...(requestBody ? ['400', '413', '415'] : []),
      ...(parameters.some(({ in: where }) => where === 'query') ? ['400'] : []),
    ];
    expect([route, Object.keys(responses)]).toEqual([route, expect.arrayContaining(needed)]);
    for (const [status, { description, content }] of Object.entries(responses)) {
      const at = `${route} ${status}`;
      expect([at, description]).toEqual([at, expect.stringMatching(/\S/)]);
      if (status < '400' || path === '/health') continue;
      expect([at, content]).toEqual([
        at,
        { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      ]);
    }
  }
});

it('every list has pages, or is whole for a reason', () => {
  const without: string[] = [];
  for (const [route, path, { parameters = [], responses }] of operations()) {
    if (!route.startsWith('GET ') || path.startsWith('/worker/')) continue;
    const answer = resolve(responses[200]?.content?.['application/json']?.schema);
    const properties: Record<string, { type?: string }> = answer?.properties ?? {};
    const lists = Object.values(properties).filter(({ type }) => type === 'array');
    // Of one thing, lists are among other properties.
    if (lists.length !== 1 || Object.keys(properties).length > 3) continue;
    const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    const hasPages = 'next_cursor' in properties && query.includes('cursor') && query.includes('limit');
    if (!hasPages) without.push(path);
  }
  expect(without.filter((path) => !(path in wholeLists))).toEqual([]);
});
