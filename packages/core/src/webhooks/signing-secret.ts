import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new secret as Standard Webhooks writes it: `whsec_` and 32 bytes in base64. */
export const generateSigningSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

interface Signed {
  messageId: string;
  /** Seconds since the epoch. */
  timestamp: number;
  body: string;
}

/** The `webhook-signature` of a message: one `v1` signature for each secret, for a rotation has two that hold. */
export const signMessage = ({ messageId, timestamp, body }: Signed, secrets: string[]): string =>
  secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64')}`;
    })
    .join(' ');
