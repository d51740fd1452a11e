import { callWorkerRoute, type WorkerAccess } from './worker-access.ts';

/** Enough for a control plane that is being started anew: some 25 s. */
const tries = 15;

const nothing = { safeParse: () => ({ success: true, data: undefined }) as const };

/** Says that the process of a session's job has ended. Doing so twice changes nothing. @throws ParleyApiError */
export const reportJobEnd = (access: WorkerAccess): Promise<void> =>
  callWorkerRoute(access, { name: 'reportJobEnd', tries, answer: nothing });
