import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Only who knows the idempotency key, and the installation's secret, can read the answer again: it may hold a new API key. */
const keyOf = (secret: string, idempotencyKey: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, idempotencyKey, 'parley idempotent answer', 32));

/** AES-256-GCM: nonce, tag and ciphertext, in base64. */
export function sealAnswer(answer: string, secret: string, idempotencyKey: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, idempotencyKey), nonce);
  const sealed = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** @throws Error when the answer was sealed with another secret. */
export function openAnswer(sealed: string, secret: string, idempotencyKey: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const nonce = bytes.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, idempotencyKey), nonce);
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
}
