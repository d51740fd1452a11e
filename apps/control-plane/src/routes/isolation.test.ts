import { idPrefixes, type TenantId } from '@parley/contracts';
import {
  type CatalogueTable,
  fillTables,
  readCatalogue,
  readTenant,
  reportIsolation,
} from '@parley/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JsonSchema, sampleOf } from '../testing/sample-of.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

interface Operation {
  security?: Record<string, unknown>[];
  parameters?: { in: string; name: string; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
}
interface Route {
  method: string;
  path: string;
  operation: Operation;
  /** Its parameters that are ids, by name, with the prefix that they have. */
  ids: Record<string, string>;
}
type Ids = Record<string, string>;

const methodsWithoutBody = ['GET', 'DELETE'];
const prefixIn = (pattern = ''): string | undefined => /^\^([a-z]{3})_\[0-9a-f\]/.exec(pattern)?.[1];

// Names must be known before the tests are collected, so the server is started here and not in a hook.
const app: TestApp = await startTestApp();
const { json: document } = await app.call('GET /openapi.json');
const resolve = (ref: string): JsonSchema =>
  ref
    .slice(2)
    .split('/')
    .reduce((part, key) => part[key], document);
const routes: Route[] = Object.entries(document.paths as Record<string, Record<string, Operation>>)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
      ids: Object.fromEntries(
        (operation.parameters ?? []).flatMap((parameter) => {
          if (parameter.in !== 'path') return [];
          // The session API takes any text for a session's id, and what Twilio posts to takes any for a tenant's.
          const others = path.startsWith('/twilio/') ? 'ten' : 'ses';
          const prefix = path.startsWith('/api/') ? prefixIn(parameter.schema.pattern) : others;
          return prefix ? [[parameter.name, prefix]] : [];
        }),
      ),
    })),
  )
  .filter(({ path, ids }) => Object.keys(ids).length > 0 && !/^\/(worker|ws)\//.test(path));
const perId = routes.flatMap((route) =>
  Object.keys(route.ids).map((name) => [`${route.method} ${route.path} {${name}}`, route, name] as const),
);

let catalogue: CatalogueTable[];
/** Tenants with a row in every table, made up from the catalogue: theirs, and one that asks for it. */
let theirs: { tenantId: TenantId; ids: Ids };
let own: typeof theirs;
beforeAll(async () => {
  const { db } = app.database;
  catalogue = await readCatalogue(db);
  const fill = async () => {
    const { tenantId, rows } = await fillTables(db, catalogue);
    const texts = Object.values(rows).flatMap((row) => Object.values(row).map(String));
    const ids = Object.values(idPrefixes).map((prefix) => [
      prefix,
      texts.find((text) => text.startsWith(`${prefix}_`)),
    ]);
    return { tenantId, ids: Object.fromEntries(ids) as Ids };
  };
  theirs = await fill();
  own = await fill();
});
let tried = 0;
afterAll(() => {
  reportIsolation('routes', {
    routes_with_ids: routes.length,
    ids_in_routes: perId.length,
    ids_of_others_refused: tried,
  });
  return app.close();
});

const everythingOf = ({ tenantId }: typeof theirs) => readTenant(app.database.db, catalogue, tenantId);

/** Calls a route as the owner of `own`, with the ids that are given for its parameters. */
async function ask(route: Route, ids: Ids) {
  const parts = { resolve, idOf: (pattern: string) => own.ids[prefixIn(pattern) ?? ''] };
  const at = (route.operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'path')
    .reduce((path, { name, schema }) => {
      const value = ids[name] ?? String(sampleOf(schema, parts));
      return path.replace(`{${name}}`, encodeURIComponent(value));
    }, route.path);
  const schema = route.operation.requestBody?.content['application/json']?.schema;
  const body = schema && !methodsWithoutBody.includes(route.method) ? sampleOf(schema, parts) : undefined;
  const key = await app.accessToken({ tid: own.tenantId, role: 'owner' });
  return app.call(`${route.method} ${at}`, { key, body });
}
const idsFrom = (route: Route, tenant: typeof theirs): Ids =>
  Object.fromEntries(Object.entries(route.ids).map(([name, prefix]) => [name, tenant.ids[prefix] ?? '']));

describe('another tenant’s id', () => {
  it('is tried on every kind of route', () => {
    expect(perId.length).toBeGreaterThanOrEqual(10);
  });

  it.each(perId)('is unknown to %s', async (_, route, name) => {
    const before = await everythingOf(theirs);
    const foreign = theirs.ids[route.ids[name] ?? ''];
    expect(foreign).toBeDefined();
    const answer = await ask(route, { ...idsFrom(route, own), [name]: foreign ?? '' });
    // No credential of ours counts there, only a signature: the same is said of a tenant that there is not.
    const refusal = route.path.startsWith('/twilio/') ? [403, 'FORBIDDEN'] : [404, 'NOT_FOUND'];
    expect([answer.status, answer.json?.code, answer.json?.issues]).toEqual([...refusal, undefined]);
    expect(await everythingOf(theirs)).toEqual(before);
    for (const text of Object.values(theirs.ids)) {
      if (text && text !== foreign) expect(answer.text).not.toContain(text);
    }
    tried += 1;
  });

  it('is no better than one that nobody has, and one’s own is known', async () => {
    const known: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const { status } = await ask(route, idsFrom(route, own));
      if (status !== 404) known.push(route.path);
    }
    // Made-up rows are not whole: some cannot be shown, but they are found.
    expect(known.length).toBeGreaterThanOrEqual(routes.filter(({ method }) => method === 'GET').length - 2);
  });
});
