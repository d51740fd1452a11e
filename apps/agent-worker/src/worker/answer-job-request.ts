import type { JobRequest } from '@livekit/agents';
import {
  agentIdentityPrefix,
  type DispatchMetadata,
  dispatchMetadataSchema,
  type SessionId,
} from '@parley/contracts';
import type { Logger } from '@parley/observability';
import { noteCall } from '../process/let-calls-begin.ts';
import type { Admission } from './admission.ts';
import { hideJobMetadata } from './hide-job-metadata.ts';

/** The identity under which an agent joins its session's room. */
export const agentIdentity = (sessionId: SessionId): string => `${agentIdentityPrefix}${sessionId}`;

interface AnswerJobRequest {
  admission: Admission;
  log: Logger;
  onAccepted: (call: DispatchMetadata) => void;
}

/** Takes or refuses a job that LiveKit offers. It always answers: the SDK logs the whole job otherwise. */
export async function answerJobRequest(
  request: JobRequest,
  { admission, log, onAccepted }: AnswerJobRequest,
): Promise<void> {
  hideJobMetadata();
  const metadata = readMetadata(request.job.metadata);
  if (!metadata) {
    log.error({ jobId: request.id }, 'job refused: its metadata is not from our control plane');
    return request.reject();
  }
  const sessionId = metadata.session_id;
  if (!admission.admit(request.id)) {
    log.warn({ jobId: request.id, sessionId, active: admission.active }, 'job refused: the worker is full');
    return request.reject();
  }
  log.info({ jobId: request.id, sessionId, active: admission.active }, 'job accepted');
  noteCall();
  onAccepted(metadata);
  await request.accept('Parley', agentIdentity(sessionId));
}

function readMetadata(text: string) {
  try {
    return dispatchMetadataSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
