import { optedOutSchema } from '@parley/contracts';
import { callWorkerRoute, type WorkerAccess } from './worker-access.ts';

/**
 * Puts the number of the person on the telephone on the do-not-call list. Doing so twice changes nothing.
 * @throws ParleyApiError; VALIDATION_FAILED where the number is not known.
 */
export const optOut = (access: WorkerAccess, body: { reason?: string } = {}): Promise<{ number: string }> =>
  callWorkerRoute(access, { name: 'optOutOfCalls', body, tries: 3, answer: optedOutSchema });
