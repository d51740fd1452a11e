import { redact } from './redact.ts';

interface SerializedError {
  type: string;
  message: string;
  code?: unknown;
  stack?: string;
  cause?: unknown;
}

/** An error with its code and its causes; no other property, for they may hold anything (SQL parameters, bodies). */
export function serializeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return redact(error);
  const serialized: SerializedError = {
    type: error.name || error.constructor.name,
    message: messageOf(error),
  };
  if ('code' in error) serialized.code = error.code;
  if (error.stack) serialized.stack = error.stack.replace(error.message, serialized.message);
  if (error.cause !== undefined && depth < 4) serialized.cause = serializeError(error.cause, depth + 1);
  return serialized;
}

// Drizzle's message ends with the statement's parameters, which may be a caller's words.
const messageOf = (error: Error): string => error.message.replace(/\nparams: [\s\S]*$/, '\nparams: [pii]');

interface RequestLike {
  id?: unknown;
  method?: string;
  url?: string;
  ip?: string;
}

/** What is logged of a request: never its headers or body. */
export const serializeRequest = (request: RequestLike) => ({
  id: request.id,
  method: request.method,
  url: request.url,
  ip: request.ip,
});

export const serializeResponse = (response: { statusCode?: number }) => ({ status: response.statusCode });
