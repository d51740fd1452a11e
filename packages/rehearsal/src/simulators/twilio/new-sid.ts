import { randomBytes } from 'node:crypto';

/** Twilio's ids: two letters for the kind, and 32 hex digits. */
export const newSid = (kind: string): string => kind + randomBytes(16).toString('hex');
