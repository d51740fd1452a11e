import { type KnowledgeCategory, knowledgeCategories } from '@parley/contracts';
import { z } from 'zod';
import { type Api, type ApiRoute, type IdsByPrefix, idsIn } from './api-routes.ts';
import type { Answer, Call } from './caller-of.ts';
import type { Canaries } from './canary.ts';
import { fillSchema } from './fill-schema.ts';
import { type JsonSchema, sampleOf } from './sample-of.ts';

// biome-ignore lint/suspicious/noExplicitAny: a body as the document describes it
type Body = any;

interface Planting {
  api: Api;
  call(route: string, call?: Call): Promise<Answer>;
  key: string;
  canaries: Canaries;
  /** By prefix, for addresses: of the tenant, to which those of the answers are added. */
  ids: IdsByPrefix;
  /** By prefix, for fields of bodies; those for addresses when left out. */
  bodyIds?: IdsByPrefix;
  /** Where its webhooks go. */
  hooks: string;
  /** Is given every answer, and what was asked with which body. */
  receive?(answer: Answer, asked: string, body: string): void;
}

export interface Planted {
  /** Canary → the route that took it. */
  taken: Map<string, string>;
  /** What no fitting body could be made for, with its last answer. */
  refused: string[];
}

/** What ends things, or changes who may ask; secrets, which are never shown again; and what a carrier has to be asked for. */
const leftOut = /suspend|resume|log-out|\/auth\/|\/secrets\/|\/members\/|\/restore$|\/carriers\/|\/purchase$/;

/** Writes to every route that takes a body, as the tenant, with a canary in every field that takes any text. */
export async function plantCanaries(planting: Planting): Promise<Planted> {
  const planted: Planted = { taken: new Map(), refused: [] };
  const writing = planting.api.routes.filter(
    ({ path, method, bodies, credential }) =>
      credential === 'apiKey' && ['POST', 'PUT', 'PATCH'].includes(method) && bodies && !leftOut.test(path),
  );
  // What needs the id of something else comes after it, and what needs an id of that comes after both.
  const inOrder = writing.toSorted((a, b) => depth(a) - depth(b));
  for (const route of inOrder) {
    for (const at of pathsOf(route, planting)) {
      for (const variant of variantsOf(route, planting.api))
        await plant(planting, planted, { route, at, variant });
    }
  }
  return planted;
}

const depth = ({ path, method }: ApiRoute) => path.split('{').length * 2 + (method === 'POST' ? 0 : 1);

/** The route's address for each value of what is enumerated in it, with the newest of the tenant's ids. */
function pathsOf({ path, parameters }: ApiRoute, { ids }: Planting): string[] {
  let paths = [path];
  for (const { in: place, name, schema } of parameters) {
    if (place !== 'path') continue;
    const own = [...(ids.get(/^\^([a-z]{3})_/.exec(schema.pattern ?? '')?.[1] ?? '') ?? [])].at(-1);
    const values = schema.enum?.map(String) ?? [own ?? String(sampleOf(schema, nothing))];
    paths = paths.flatMap((one) => values.map((value) => one.replace(`{${name}}`, value)));
  }
  return paths;
}
const nothing = { resolve: () => ({}), idOf: () => undefined };

/** How many shapes of the body to try: as many as its choices at the top, or its categories. */
function variantsOf({ bodies }: ApiRoute, { resolve }: Api): number[] {
  const json = bodies['application/json'];
  const schema = json?.$ref ? resolve(json.$ref) : json;
  const categories = schema?.properties?.category?.enum?.length ?? 1;
  const count = Math.max((schema?.anyOf ?? schema?.oneOf ?? []).length, categories, 1);
  return Array.from({ length: count }, (_, variant) => variant);
}

async function plant(
  planting: Planting,
  planted: Planted,
  { route, at, variant }: { route: ApiRoute; at: string; variant: number },
): Promise<void> {
  const { api, call, key, canaries, ids, bodyIds = ids, hooks, receive } = planting;
  const json = route.bodies['application/json'];
  const asked = `${route.method} ${at}`;
  const filling = {
    resolve: api.resolve,
    idOf: (prefix: string) => [...(bodyIds.get(prefix) ?? [])].at(-1),
    text: canaries.make,
    variant,
  };
  const file = 'multipart/form-data' in route.bodies ? textFile(canaries) : undefined;
  const body: Body =
    file?.body ??
    (json &&
      particular(fillSchema(json, filling), {
        at,
        filling,
        hooks,
        there: at.includes('/items/') ? (await call(`GET ${at}`, { key })).json : undefined,
      }));
  for (let tries = 0; ; tries += 1) {
    // The same key for everybody: what was answered to one must not be given to another.
    const headers: Record<string, string> =
      route.method === 'POST' ? { 'idempotency-key': `${route.path}:${variant}:${tries}` } : {};
    const answer = await call(asked, { key, body, headers: { ...headers, ...file?.headers } });
    receive?.(answer, asked, JSON.stringify(body) ?? '');
    if (answer.status < 300) {
      for (const canary of canaries.in(JSON.stringify(body) ?? '')) planted.taken.set(canary, asked);
      for (const [prefix, found] of idsIn(answer.text)) {
        for (const id of found) ids.set(prefix, (ids.get(prefix) ?? new Set()).add(id));
      }
      return;
    }
    const wrong: string[] = (answer.json?.issues ?? []).map(({ path }: { path: string }) => path);
    if (
      wrong.length === 0 ||
      tries === 12 ||
      !wrong.map((path) => correct(body, path.split('.'), tries)).some(Boolean)
    ) {
      planted.refused.push(`${asked}: ${answer.text.slice(0, 300)}`);
      return;
    }
  }
}

/** A document, as forms send it. */
function textFile({ make }: Canaries) {
  const text = `${make()} is open on ${make()}.\n\n${make()} costs ${make()}.`;
  const part = `content-disposition: form-data; name="file"; filename="${make()}.txt"\r\ncontent-type: text/plain`;
  return {
    body: `--x\r\n${part}\r\n\r\n${text}\r\n--x--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  };
}

/** What schemas cannot say of a field, by its name. */
const known: Record<string, unknown> = {
  phone: '+14155550142',
  time_zone: 'Europe/Berlin',
  language: 'en',
  first: 'en',
  currency: 'EUR',
  from: '09:00',
  to: '17:00',
};

function particular(
  body: Body,
  {
    at,
    filling,
    hooks,
    there,
  }: { at: string; filling: Parameters<typeof fillSchema>[1]; hooks: string; there: Body },
): Body {
  const category = body?.category ?? there?.category ?? /knowledge\/([a-z_]+)$/.exec(at)?.[1];
  const data = (name: string) => {
    const schema = z.toJSONSchema(
      knowledgeCategories[(name in knowledgeCategories ? name : 'faqs') as KnowledgeCategory].schema,
      { io: 'input' },
    ) as JsonSchema;
    return fillSchema(schema, { ...filling, resolve: () => ({}) });
  };
  for (const item of [body, ...(Array.isArray(body?.items) ? body.items : [])]) {
    if (item && typeof item === 'object' && 'data' in item) item.data = data(String(category));
  }
  if (at.endsWith('/import')) return { items: [{ category: 'faqs', data: data('faqs') }] };
  if (typeof body?.url === 'string') body.url = `${hooks}/${filling.text()}`;
  return body;
}

/** Puts what is known into a place that was refused, or takes it out. @returns whether anything was there. */
function correct(body: Body, path: string[], tries: number): boolean {
  const name = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce((part, key) => part?.[key], body);
  if (parent === null || typeof parent !== 'object') return false;
  // Taken out before, and now missed: then what it was in goes.
  if (!(name in parent)) return path.length > 1 && correct(body, path.slice(0, -1), tries);
  if (tries === 0 && name in known) parent[name] = known[name];
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
  return true;
}
