import type { AnyMessage } from '@bufbuild/protobuf';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ApiKey, readGrants, requirePermission } from './read-grants.ts';
import { TwirpError } from './twirp-error.ts';
import type { TwirpMethod } from './twirp-method.ts';

const prefix = '/twirp/livekit.SIP/';
const kinds = { 'application/json': 'json', 'application/protobuf': 'protobuf' } as const;
type BodyKind = (typeof kinds)[keyof typeof kinds];

const kindOf = (request: FastifyRequest): BodyKind => {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  const kind = kinds[type as keyof typeof kinds];
  if (kind) return kind;
  throw new TwirpError('bad_route', `unexpected Content-Type: send application/json or application/protobuf`);
};

function decode({ request: type }: TwirpMethod, body: unknown, kind: BodyKind): AnyMessage {
  const bytes = body instanceof Buffer ? body : Buffer.alloc(0);
  try {
    if (kind === 'protobuf') return type.fromBinary(bytes);
    return type.fromJsonString(bytes.length > 0 ? bytes.toString('utf8') : '{}', {
      ignoreUnknownFields: true,
    });
  } catch {
    throw new TwirpError('malformed', `the ${kind} request could not be decoded`);
  }
}

function send(reply: FastifyReply, answer: AnyMessage, kind: BodyKind): FastifyReply {
  if (kind === 'protobuf')
    return reply.header('content-type', 'application/protobuf').send(Buffer.from(answer.toBinary()));
  const json = answer.toJsonString({ useProtoFieldName: true, emitDefaultValues: true });
  return sendJson(reply, json);
}

/** As bytes: fastify would add a charset to JSON, and LiveKit's clients compare the whole header. */
const sendJson = (reply: FastifyReply, json: string): FastifyReply =>
  reply.header('content-type', 'application/json').send(Buffer.from(json));

/** LiveKit's SIP API over Twirp, for those with an access token. */
export function registerTwirpRoutes(
  app: FastifyInstance,
  methods: readonly TwirpMethod[],
  apiKey: ApiKey,
): void {
  app.register(async (twirp) => {
    twirp.removeAllContentTypeParsers();
    twirp.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    twirp.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const known = error instanceof TwirpError ? error : undefined;
      const tooLarge = error.statusCode === 413;
      if (!known && !tooLarge) request.log.error({ err: error }, 'SIP API failed');
      const told =
        known ??
        (tooLarge
          ? new TwirpError('malformed', 'the request is too large')
          : new TwirpError('internal', 'internal error'));
      return sendJson(reply.status(told.status), JSON.stringify(told));
    });
    for (const method of methods)
      twirp.post(`${prefix}${method.name}`, async (request, reply) => {
        const grants = await readGrants(request.headers.authorization, apiKey);
        requirePermission(grants, method.permission);
        const kind = kindOf(request);
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        return send(reply, await method.run(decode(method, request.body, kind), grants, gone.signal), kind);
      });
    twirp.all(`${prefix}*`, async (request) => {
      throw new TwirpError('bad_route', `no handler for ${request.method} ${request.url.split('?')[0]}`);
    });
  });
}
