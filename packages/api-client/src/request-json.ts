import { ParleyApiError } from './parley-api-error.ts';
import { readProblem } from './read-problem.ts';

export interface JsonRequest {
  fetch: typeof globalThis.fetch;
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers: Record<string, string>;
  /** An object is sent as JSON, with a file in it as a form; a text is sent as CSV. */
  body?: unknown;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** A successful answer. */
export interface Answer<T> {
  data: T;
  status: number;
  /** For `if-match` with the next change. */
  etag: string | undefined;
  requestId: string | undefined;
  headers: Headers;
}

/**
 * Sends one request.
 * @throws ParleyApiError for everything that is not a 2xx that can be read; the signal's reason when that aborts.
 */
export async function requestJson<T>(request: JsonRequest): Promise<Answer<T>> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    const response = await request.fetch(request.url, {
      method: request.method,
      headers: {
        accept: 'application/json, text/csv;q=0.9',
        ...contentType(request.body),
        ...request.headers,
      },
      body: bodyOf(request.body),
      signal,
    });
    const { status, headers } = response;
    const requestId = headers.get('x-request-id') ?? undefined;
    const etag = headers.get('etag') ?? undefined;
    if (response.ok && isAudio(headers)) {
      return { data: (await response.blob()) as T, status, etag, requestId, headers };
    }
    const body = await response.text();
    if (!response.ok) throw readProblem(status, body, requestId);
    const data = readBody(response, body) as T;
    return { data, status, etag, requestId, headers };
  } catch (error) {
    throw asApiError(error, request, timeout);
  }
}

const hasFile = (body: unknown): body is Record<string, string | Blob> =>
  typeof body === 'object' && body !== null && Object.values(body).some((value) => value instanceof Blob);

/** A form brings its own, with its boundary. */
function contentType(body: unknown): Record<string, string> {
  if (body === undefined || hasFile(body)) return {};
  return { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' };
}

function bodyOf(body: unknown): string | FormData | undefined {
  if (typeof body === 'string') return body;
  if (!hasFile(body)) return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) form.append(name, value);
  return form;
}

const isAudio = (headers: Headers): boolean => headers.get('content-type')?.startsWith('audio/') === true;

function readBody({ status, headers }: Response, body: string): unknown {
  if (body === '' && status !== 200) return undefined;
  if (headers.get('content-type')?.startsWith('text/csv')) return body;
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new ParleyApiError({ status, code: 'BAD_RESPONSE', detail: 'The answer is not JSON.', cause });
  }
}

function asApiError(error: unknown, request: JsonRequest, timeout: AbortSignal): unknown {
  if (error instanceof ParleyApiError) return error;
  if (request.signal?.aborted) return request.signal.reason;
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
