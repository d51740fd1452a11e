import type { JsonSchema } from './sample-of.ts';

export interface RouteParameter {
  in: 'path' | 'query' | 'header';
  name: string;
  schema: JsonSchema;
}

/** A route as the OpenAPI document tells of it. */
export interface ApiRoute {
  method: string;
  path: string;
  parameters: RouteParameter[];
  /** Of its body, by content type. */
  bodies: Record<string, JsonSchema>;
  /** Whose credential it takes; nobody's when it is for everybody. */
  credential: string | undefined;
  /** Whether what is answered has an ETag. */
  hasEtag: boolean;
}

export interface Api {
  routes: ApiRoute[];
  resolve(ref: string): JsonSchema;
}

interface Operation {
  security?: Record<string, unknown>[];
  parameters?: RouteParameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses?: Record<string, { headers?: Record<string, unknown> }>;
}

export function readApi(document: { paths: Record<string, Record<string, Operation>> }): Api {
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, parameters = [], requestBody, responses = {} }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      bodies: Object.fromEntries(
        Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema]),
      ),
      credential: Object.keys(security?.[0] ?? {})[0],
      hasEtag: Object.values(responses).some(({ headers = {} }) => 'etag' in headers),
    })),
  );
  const resolve = (ref: string): JsonSchema =>
    ref
      .slice(2)
      .split('/')
      // biome-ignore lint/suspicious/noExplicitAny: a walk through the document
      .reduce((part: any, key) => part[key], document);
  return { routes, resolve };
}

/** `agt` of a pattern like `^agt_[0-9a-f]{32}$`. */
export const prefixIn = (pattern = ''): string | undefined => /^\^([a-z]{3})_\[0-9a-f\]/.exec(pattern)?.[1];

export type IdsByPrefix = Map<string, Set<string>>;

/** Every id in a text, by its prefix. */
export function idsIn(text: string): IdsByPrefix {
  const found: IdsByPrefix = new Map();
  for (const [id, prefix = ''] of text.matchAll(/\b([a-z]{3})_[0-9a-f]{32}\b/g)) {
    found.set(prefix, (found.get(prefix) ?? new Set()).add(id));
  }
  return found;
}
