import { hkdfSync } from 'node:crypto';

/** The key of all audit logs, from the secret of the installation. Another secret makes every chain look forged. */
export const deriveAuditKey = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'parley audit log', 32));
