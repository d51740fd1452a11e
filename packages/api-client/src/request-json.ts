import { ParleyApiError } from './parley-api-error.ts';
import { readProblem } from './read-problem.ts';

export interface JsonRequest {
  fetch: typeof globalThis.fetch;
  url: string;
  method: 'GET' | 'POST' | 'DELETE';
  headers: Record<string, string>;
  body?: unknown;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** Sends one request. @throws ParleyApiError for everything that is not a 2xx with a JSON body. */
export async function requestJson<T>(request: JsonRequest): Promise<T> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    const response = await request.fetch(request.url, {
      method: request.method,
      headers: {
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal,
    });
    const body = await response.text();
    if (!response.ok) throw readProblem(response.status, body, response.headers.get('x-request-id'));
    return parseBody<T>(response.status, body);
  } catch (error) {
    throw asApiError(error, request, timeout);
  }
}

function parseBody<T>(status: number, body: string): T {
  try {
    return JSON.parse(body) as T;
  } catch (cause) {
    throw new ParleyApiError({ status, code: 'BAD_RESPONSE', detail: 'The answer is not JSON.', cause });
  }
}

function asApiError(error: unknown, request: JsonRequest, timeout: AbortSignal): unknown {
  if (error instanceof ParleyApiError || request.signal?.aborted) return error;
  if (timeout.aborted) {
    const detail = `The server did not answer within ${request.timeoutMs} ms.`;
    return new ParleyApiError({ status: 0, code: 'TIMEOUT', detail, cause: error });
  }
  return new ParleyApiError({
    status: 0,
    code: 'NETWORK',
    detail: 'The server cannot be reached.',
    cause: error,
  });
}
