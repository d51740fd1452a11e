import {
  type AnnounceRecordingBody,
  type Recording,
  recordingContentType,
  sessionRecordingSchema,
} from '@parley/contracts';
import { ParleyApiError } from '../parley-api-error.ts';
import { readProblem } from '../read-problem.ts';
import { withRetries } from './with-retries.ts';
import { callWorkerRoute, type WorkerAccess } from './worker-access.ts';

const tries = 6;
/** Milliseconds for one try: tens of megabytes, to a disk. */
const timeoutMs = 30_000;

/**
 * Announces a recording and brings it; both are repeated while the control plane is away, and end the same.
 * @throws ParleyApiError; VALIDATION_FAILED where the consent is not enough
 */
export async function storeRecording(
  access: WorkerAccess,
  { audio, ...body }: AnnounceRecordingBody & { audio: Uint8Array<ArrayBuffer> },
): Promise<Recording> {
  const answer = sessionRecordingSchema;
  await callWorkerRoute(access, { name: 'announceSessionRecording', body, tries, answer });
  const text = await withRetries(() => send(access, audio), { tries, signal: access.signal });
  return answer.parse(JSON.parse(text));
}

async function send(access: WorkerAccess, audio: Uint8Array<ArrayBuffer>): Promise<string> {
  const { url, sessionId, token, fetch = globalThis.fetch, signal } = access;
  const limit = AbortSignal.timeout(timeoutMs);
  const route = `${url.replace(/\/+$/, '')}/worker/sessions/${sessionId}/recording/content`;
  let response: Response;
  try {
    response = await fetch(route, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': recordingContentType },
      body: audio,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw new ParleyApiError({ status: 0, code: 'NETWORK', detail: 'There was no answer.', cause });
  }
  const text = await response.text();
  if (response.ok) return text;
  throw readProblem(response.status, text, response.headers.get('x-request-id') ?? undefined);
}
