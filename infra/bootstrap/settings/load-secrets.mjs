import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../user-error.mjs';

/** @typedef {{ secret: string, livekitApiKey: string, livekitApiSecret: string }} Secrets */

/** @param {string} file @returns {Partial<Secrets>} */
const readSecrets = (file) => {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return {};
    throw new UserError(`${file} cannot be read: ${/** @type {Error} */ (error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(
      `${file} is damaged. Put back a copy of it: what is sealed in the database cannot be opened without it. Delete it only if that does not matter; new secrets are made then.`,
    );
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
  if (Object.keys(secrets).some((name) => kept[/** @type {keyof Secrets} */ (name)] === undefined)) {
    mkdirSync(dataDir, { recursive: true });
    // Whole or not at all.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  }
  chmodSync(file, 0o600);
  return secrets;
};
