import { socketCloseCodes } from '@parley/contracts';
import { DomainError } from '@parley/core';
import type { Clock } from '../clock.ts';
import { closeSocket } from './close-socket.ts';
import type { RealtimeLimits } from './limits.ts';
import { isOpen, type PeerSocket } from './peer-socket.ts';

export interface KeepAllowed {
  /** Throws a `DomainError` once whoever opened the socket may not any more. */
  check: () => Promise<unknown>;
  limits: Pick<RealtimeLimits, 'recheckMs' | 'closeMs'>;
  clock: Clock;
}

/**
 * Asks again and again whether the socket's credential still holds, for a socket outlives the request that opened it;
 * one that does not ends it with 4401. A database that is away changes nothing. Ends with the socket.
 */
export function keepAllowed(socket: PeerSocket, { check, limits, clock }: KeepAllowed): void {
  let callOff = () => {};
  const plan = (): void => {
    if (isOpen(socket)) callOff = clock.after(limits.recheckMs, () => void recheck());
  };
  const recheck = async (): Promise<void> => {
    const refused = await check().then(
      () => false,
      (error: unknown) => error instanceof DomainError,
    );
    if (!refused) return plan();
    const reason = 'this credential does not hold any more';
    closeSocket(socket, { code: socketCloseCodes.unauthenticated, reason, withinMs: limits.closeMs, clock });
  };
  socket.on('close', () => callOff());
  plan();
}
