import { createAsk } from '../create-operations.ts';
import type { OperationInput } from '../operation-types.ts';
import { ParleyApiError } from '../parley-api-error.ts';
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

type WorkerOperation =
  | 'getSessionBrief'
  | 'searchSessionKnowledge'
  | 'createSessionTicket'
  | 'optOutOfCalls'
  | 'transferSessionCall'
  | 'answerSessionTransfer'
  | 'announceSessionRecording'
  | 'reportJobEnd';

/** One idempotent request, repeated while the control plane is away; the answer's shape is checked. */
export async function callWorkerRoute<N extends WorkerOperation, T>(
  access: WorkerAccess,
  request: { name: N; tries: number; answer: Shape<T> } & Omit<OperationInput<N>, 'path'>,
): Promise<T> {
  const { name, tries, answer, ...input } = request;
  const { url, fetch = globalThis.fetch, token, sessionId, timeoutMs = 3_000, signal } = access;
  const headers = { authorization: `Bearer ${token}` };
  const ask = createAsk(() => ({ url: url.replace(/\/+$/, ''), fetch, headers, timeoutMs }));
  const given = { ...input, path: { id: sessionId } } as unknown as OperationInput<WorkerOperation>;
  const { data } = await withRetries(() => ask<WorkerOperation>(name, given, { signal }), { tries, signal });
  const parsed = answer.safeParse(data);
  if (parsed.success) return parsed.data;
  const detail = 'The answer has not the expected shape.';
  throw new ParleyApiError({ status: 200, code: 'BAD_RESPONSE', detail, cause: parsed.error });
}
