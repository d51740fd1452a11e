import { type ClaimGrants, TokenVerifier } from 'livekit-server-sdk';
import { TwirpError } from './twirp-error.ts';

/** By the SIP grants of LiveKit's access tokens. */
export type Permission = 'admin' | 'call';

export interface ApiKey {
  key: string;
  secret: string;
}

/** Who asks, by its access token. @throws TwirpError unauthenticated */
export async function readGrants(authorization: string | undefined, { key, secret }: ApiKey) {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw new TwirpError('unauthenticated', 'no access token: send Authorization: Bearer TOKEN');
  try {
    return await new TokenVerifier(key, secret).verify(token);
  } catch {
    throw new TwirpError(
      'unauthenticated',
      'invalid access token: expired, or not of this API key and secret',
    );
  }
}

/** @throws TwirpError, as LiveKit does it: unauthenticated for a missing grant */
export function requirePermission(grants: ClaimGrants, permission: Permission): void {
  if (grants.sip?.[permission] === true) return;
  throw new TwirpError('unauthenticated', `permissions denied: the token lacks the SIP grant ${permission}`);
}

/** @throws TwirpError unless the token may administer this room */
export function requireRoomAdmin({ video }: ClaimGrants, room: string): void {
  if (video?.roomAdmin && video.room === room) return;
  throw new TwirpError('unauthenticated', 'permissions denied: the token lacks roomAdmin for this room');
}
