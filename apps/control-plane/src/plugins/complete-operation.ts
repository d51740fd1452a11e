import type { FastifySchema, RouteOptions } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { etagHeader } from './etag.ts';
import { rateLimitHeaders } from './limit-rate.ts';
import { problems } from './problem.ts';

type Transform = typeof jsonSchemaTransform;
type Described = { description?: string; headers?: Record<string, unknown> };

const header = (description: string, type: 'integer' | 'string') => ({ type, description });
const counted = Object.fromEntries(
  Object.entries(rateLimitHeaders).map(([name, description]) => [name, header(description, 'integer')]),
);
const always = { 'x-request-id': header('Names the request, in the log too.', 'string') };
const revised = { etag: header(etagHeader.etag, 'string') };
const wait = { 'retry-after': header('Seconds to wait before asking again.', 'integer') };

/** What any request may be answered, whatever its route: no route has to say it. */
function withCommonProblems(response: Record<string, Described>, isLimited: boolean) {
  const common = problems(
    ...(isLimited ? (['RATE_LIMITED'] as const) : []),
    'DATABASE_UNAVAILABLE',
    'SHUTTING_DOWN',
  );
  const complete = { ...response };
  for (const [status, problem] of Object.entries(common)) {
    const own = complete[status];
    const said = own?.description?.split(', ') ?? [];
    const description = [...new Set([...said, ...problem.description.split(', ')])].join(', ');
    complete[status] = own && !('content' in own) ? own : { ...problem, description };
  }
  return complete;
}

/** A route's schema as OpenAPI has it, with what is the same for all routes. */
export const completeOperation: Transform = (document) => {
  const { route, schema } = document as unknown as { route: RouteOptions; schema?: FastifySchema };
  if (!schema?.response) return jsonSchemaTransform(document);
  const isLimited = route.config?.rateLimit !== false;
  const response = withCommonProblems(schema.response as Record<string, Described>, isLimited);
  const transformed = jsonSchemaTransform({
    ...document,
    schema: { ...schema, response },
  } as typeof document);
  const answers = (transformed.schema as { response?: Record<string, Described> }).response ?? {};
  for (const [status, answer] of Object.entries(answers)) {
    const waits = status === '429' || status === '503';
    const hasEtag = route.config?.etag === true && status.startsWith('2');
    answer.headers = {
      ...always,
      ...(isLimited ? counted : {}),
      ...(waits ? wait : {}),
      ...(hasEtag ? revised : {}),
    };
  }
  return transformed;
};
