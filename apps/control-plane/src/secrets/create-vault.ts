import { ConfigError } from '@parley/config';
import { deriveMasterKey, Vault } from '@parley/core';

const entryShape = /^(\d{1,6}):([A-Za-z0-9+/]{43}=)$/;

/**
 * The vault of this installation.
 * @param masterKeys `VERSION:BASE64`, 32 bytes each; none: one that is derived from the installation's secret.
 * @throws ConfigError
 */
export function createVault({
  masterKeys,
  secret,
}: {
  masterKeys: readonly string[];
  secret: string;
}): Vault {
  // Version 0 stays known, so that an installation may go over to keys of its own.
  const keys = new Map<number, Uint8Array>([[0, deriveMasterKey(secret)]]);
  for (const entry of masterKeys) {
    const [, version, key] = entryShape.exec(entry) ?? [];
    if (!version || !key || Number(version) === 0) {
      const message =
        'expected VERSION:KEY, a version from 1 and 32 bytes in base64 (openssl rand -base64 32)';
      throw new ConfigError([{ env: 'PARLEY_MASTER_KEYS', message }]);
    }
    keys.set(Number(version), Buffer.from(key, 'base64'));
  }
  return new Vault(keys);
}
