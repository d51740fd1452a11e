import { type Api, type ApiRoute, type IdsByPrefix, prefixIn, type RouteParameter } from './api-routes.ts';
import type { Answer, Call } from './caller-of.ts';

interface Crawl {
  api: Api;
  call(route: string, call?: Call): Promise<Answer>;
  key: string;
  /** By prefix: every id to ask for, one's own and others'. */
  ids: IdsByPrefix;
  /** What to search for. */
  words: string[];
  /** Is given everything that is received, the address that was asked, and its route. */
  receive(answer: Answer, asked: string, route: ApiRoute): void;
}

/** Pages of one list that are followed. */
const mostPages = 4;
const idsOf = ({ ids }: Crawl, { schema }: RouteParameter) => {
  const prefix = prefixIn(schema.pattern);
  return prefix ? [...(ids.get(prefix) ?? [])] : undefined;
};

/** Reads all that can be read: every GET route with every id, filter and page. @returns how many answers came. */
export async function crawl(options: Crawl): Promise<{ asked: number; served: number }> {
  const count = { asked: 0, served: 0 };
  const askOf = (route: ApiRoute) => async (url: string) => {
    const { call, key, receive } = options;
    const answer = await call(`GET ${url}`, { key });
    receive(answer, url, route);
    count.asked += 1;
    if (answer.status < 300) count.served += 1;
    return answer;
  };
  const readable = options.api.routes.filter(
    ({ method, path }) => method === 'GET' && !/^\/(ws|worker)\//.test(path),
  );
  for (const route of readable) {
    const ask = askOf(route);
    for (const path of pathsOf(options, route)) {
      const answer = await ask(path);
      // What is not there has no filters either.
      if (answer.status >= 400 && !route.parameters.some(({ in: place }) => place === 'query')) continue;
      if (answer.status === 404) continue;
      for (const query of queriesOf(options, route)) await pages(ask, `${path}?${query}`);
    }
  }
  return count;
}

async function pages(ask: (url: string) => Promise<Answer>, url: string): Promise<void> {
  let cursor = '';
  for (let page = 0; page < mostPages; page += 1) {
    const { json } = await ask(cursor ? `${url}&cursor=${encodeURIComponent(cursor)}` : url);
    cursor = json?.next_cursor ?? '';
    if (!cursor) return;
  }
}

function pathsOf(options: Crawl, { path, parameters }: ApiRoute): string[] {
  let paths = [path];
  for (const parameter of parameters.filter(({ in: place }) => place === 'path')) {
    const values = idsOf(options, parameter) ?? parameter.schema.enum?.map(String) ?? ['1', '2'];
    paths = paths.flatMap((one) => values.map((value) => one.replace(`{${parameter.name}}`, value)));
  }
  return paths;
}

/** Each filter by itself, with each value that it could have. */
function queriesOf(options: Crawl, { parameters }: ApiRoute): string[] {
  const filters = parameters.filter(({ in: place }) => place === 'query');
  const required = filters.some(({ name }) => name === 'identity') ? 'room=lobby&identity=x&' : '';
  return filters.flatMap((parameter) => {
    const { name, schema } = parameter;
    if (name === 'limit') return ['limit=1'];
    const ids = idsOf(options, parameter) ?? [];
    const dates = name.endsWith('from')
      ? ['2000-01-01T00:00:00Z']
      : name.endsWith('to')
        ? ['2099-01-01T00:00:00Z']
        : [];
    const values = schema.enum?.map(String) ?? (ids.length > 0 ? ids : dates);
    const all = values.length > 0 ? values : name === 'cursor' ? [] : options.words;
    return all.map((value) => `${required}${name}=${encodeURIComponent(value)}`);
  });
}

/** The newest few of each kind, for not every one needs to be asked for. */
export function newest(ids: IdsByPrefix, count: number): IdsByPrefix {
  return new Map([...ids].map(([prefix, all]) => [prefix, new Set([...all].slice(-count))]));
}

/** Both together. */
export function joined(...all: IdsByPrefix[]): IdsByPrefix {
  const prefixes = new Set(all.flatMap((one) => [...one.keys()]));
  return new Map(
    [...prefixes].map((prefix) => [prefix, new Set(all.flatMap((one) => [...(one.get(prefix) ?? [])]))]),
  );
}
