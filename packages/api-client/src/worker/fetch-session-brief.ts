import { type SessionBrief, sessionBriefSchema } from '@parley/contracts';
import { callWorkerRoute, type WorkerAccess } from './worker-access.ts';

/** The session's frozen configuration. @throws ParleyApiError; NOT_FOUND when the session is over or not ours. */
export const fetchSessionBrief = (access: WorkerAccess): Promise<SessionBrief> =>
  callWorkerRoute(access, { name: 'getSessionBrief', tries: 4, answer: sessionBriefSchema });
