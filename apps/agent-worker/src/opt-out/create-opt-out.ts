import { optOut, type WorkerAccess } from '@parley/api-client/worker';
import type { SessionBrief } from '@parley/contracts';
import type { Logger } from '@parley/observability';
import { OptOut, type OptOutInput } from './opt-out.ts';

/** The opt-out of a telephone call, written by the control plane; undefined where the number is not known. */
export function createOptOut(
  { call }: Pick<SessionBrief, 'call'>,
  { access, log, ...parts }: Omit<OptOutInput, 'write' | 'onFailed'> & { access: WorkerAccess; log: Logger },
): OptOut | undefined {
  const number = call?.direction === 'outbound' ? call.to : call?.from;
  if (!number) return undefined;
  return new OptOut({
    ...parts,
    write: (by) => optOut(access, { reason: `Said so in a call (${by}).` }),
    onFailed: (error) => log.error({ err: error }, 'an opt-out could not be written'),
  });
}
