/** As in SDP, seen from this side: `recvonly` when the other side has put the call on hold. */
export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export const sends = (direction: MediaDirection): boolean =>
  direction === 'sendrecv' || direction === 'sendonly';

export const receives = (direction: MediaDirection): boolean =>
  direction === 'sendrecv' || direction === 'recvonly';
