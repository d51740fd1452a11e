import { isParleyApiError } from '@parley/api-client';
import type { Problem, ProblemKind } from './problem.ts';
import { RoomConnectionError } from './room-connection.ts';

export type StartStep = 'session' | 'token' | 'room';

/** Which problem a failed step of starting a call is. */
export function startProblem(step: StartStep, error: unknown): Problem {
  if (error instanceof RoomConnectionError) {
    return { kind: error.refused ? 'livekit_refused' : 'livekit_unreachable', detail: error.message };
  }
  if (!isParleyApiError(error)) return { kind: stepProblem[step] };
  if (error.status === 401) return { kind: 'signed_out' };
  const detail =
    error.issues.length > 0 ? error.issues.map((issue) => issue.message).join('. ') : error.detail;
  if (step === 'token' && error.code !== 'NETWORK') return { kind: 'token_refused', detail };
  const kind = byCode[error.code] ?? stepProblem[step];
  return selfExplaining.includes(kind) ? { kind } : { kind, detail };
}

/** Our own words for these leave nothing for the server's to add. */
const selfExplaining: ProblemKind[] = ['room_busy', 'agent_unknown', 'api_unreachable'];

const stepProblem: Record<StartStep, ProblemKind> = {
  session: 'session_refused',
  token: 'token_refused',
  room: 'livekit_unreachable',
};

const byCode: Partial<Record<string, ProblemKind>> = {
  VALIDATION_FAILED: 'input_refused',
  NOT_FOUND: 'agent_unknown',
  ROOM_BUSY: 'room_busy',
  RATE_LIMITED: 'rate_limited',
  LIVEKIT_UNAVAILABLE: 'livekit_unavailable',
  NETWORK: 'api_unreachable',
  TIMEOUT: 'api_unreachable',
};
