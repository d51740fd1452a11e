import { ParleyApiError } from '../parley-api-error.ts';
import { requestJson } from '../request-json.ts';
import { withRetries } from './with-retries.ts';

/** What a job needs to reach its one session. */
export interface WorkerAccess {
  /** The control plane's address. */
  url: string;
  sessionId: string;
  /** The session token from the dispatch metadata. */
  token: string;
  fetch?: typeof globalThis.fetch;
  /** Gives the request up, e.g. when the tool call that made it is cancelled. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one try. */
  timeoutMs?: number;
}

interface Shape<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: Error };
}

/** A worker route's address below the session's own. */
export const workerUrl = (access: WorkerAccess, path: string): string =>
  `${access.url.replace(/\/+$/, '')}/worker/sessions/${encodeURIComponent(access.sessionId)}${path}`;

/** One idempotent request, repeated while the control plane is away; the answer's shape is checked. */
export async function callWorkerRoute<T>(
  access: WorkerAccess,
  request: { method: 'GET' | 'POST'; path: string; body?: unknown; tries: number; answer: Shape<T> },
): Promise<T> {
  const raw = await withRetries(
    () =>
      requestJson<unknown>({
        fetch: access.fetch ?? globalThis.fetch,
        url: workerUrl(access, request.path),
        method: request.method,
        headers: { authorization: `Bearer ${access.token}` },
        body: request.body,
        timeoutMs: access.timeoutMs ?? 3_000,
        signal: access.signal,
      }),
    { tries: request.tries, signal: access.signal },
  );
  const parsed = request.answer.safeParse(raw);
  if (parsed.success) return parsed.data;
  const detail = 'The answer has not the expected shape.';
  throw new ParleyApiError({ status: 200, code: 'BAD_RESPONSE', detail, cause: parsed.error });
}
