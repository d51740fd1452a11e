import type { NameAddrHeader } from 'sip.js/lib/core/index.js';
import type { SipParty } from '../types.ts';

/** Who a From or To header names; the user part decoded. */
export function partyOf({ uri, displayName }: NameAddrHeader): SipParty {
  return { user: decodeUser(uri.user ?? ''), host: uri.host, ...(displayName ? { displayName } : {}) };
}

function decodeUser(user: string) {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}
