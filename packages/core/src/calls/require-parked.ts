import { DomainError } from '../domain-error.ts';
import type { CallRow } from './call-row.ts';

/** People decide on parked calls alone. @throws DomainError `INVALID_TRANSITION` */
export function requireParked({ state }: CallRow): void {
  if (state === 'parked') return;
  throw new DomainError('INVALID_TRANSITION', `This call is ${state}: only parked calls are decided on.`);
}
