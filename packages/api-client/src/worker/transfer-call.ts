import {
  type AnswerTransferBody,
  answeredTransferSchema,
  type Call,
  callSchema,
  type TransferCallBody,
} from '@parley/contracts';
import { callWorkerRoute, type WorkerAccess } from './worker-access.ts';

/**
 * Begins to pass the call on; how far it is, the reporter tells. Asked once: a second try would find it begun.
 * @throws ParleyApiError `VALIDATION_FAILED` for a target that cannot be reached, `CONFLICT` for one that is closed
 */
export const transferCall = (access: WorkerAccess, body: TransferCallBody): Promise<Call> =>
  callWorkerRoute(access, { name: 'transferSessionCall', body, tries: 1, answer: callSchema });

/** What the person who was briefed has said. @throws ParleyApiError `INVALID_TRANSITION` when it is too late */
export async function answerTransfer(access: WorkerAccess, body: AnswerTransferBody): Promise<void> {
  await callWorkerRoute(access, {
    name: 'answerSessionTransfer',
    body,
    tries: 3,
    answer: answeredTransferSchema,
  });
}
