import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ secret: string, livekitApiKey: string, livekitApiSecret: string }} Secrets */

/** @param {string} file @returns {Partial<Secrets>} */
const readSecrets = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
};

/**
 * The installation's own random secrets, made once and kept for its owner only.
 * @param {string} dataDir
 * @returns {Secrets}
 */
export const loadSecrets = (dataDir) => {
  const file = join(dataDir, 'secrets.json');
  const kept = readSecrets(file);
  const secrets = {
    secret: kept.secret ?? randomBytes(48).toString('base64url'),
    livekitApiKey: kept.livekitApiKey ?? `API${randomBytes(9).toString('hex')}`,
    livekitApiSecret: kept.livekitApiSecret ?? randomBytes(36).toString('base64url'),
  };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return secrets;
};
