import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

export interface Sealed {
  /** Nonce, tag and ciphertext, in base64. */
  sealed: string;
  keyVersion: number;
}

/** What a sealed value belongs to: moved to another place, it cannot be opened. */
export interface SealedPlace {
  tenantId: string;
  id: string;
}

/** A value that no known master key opens: the key is missing, or the value was changed. */
export class VaultError extends Error {}

/**
 * Seals secrets with AES-256-GCM under the newest of several master keys, and opens those of the older ones too.
 * @param keys 32 bytes each, by version; the greatest version seals.
 */
export class Vault {
  readonly version: number;
  readonly #keys: ReadonlyMap<number, Uint8Array>;

  constructor(keys: ReadonlyMap<number, Uint8Array>) {
    if (keys.size === 0) throw new VaultError('there is no master key');
    this.version = Math.max(...keys.keys());
    this.#keys = keys;
  }

  seal(value: string, place: SealedPlace): Sealed {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#keyOf(this.version), nonce);
    cipher.setAAD(placeBytes(place, this.version));
    const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    const bytes = Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    return { sealed: bytes.toString('base64'), keyVersion: this.version };
  }

  /** @throws VaultError */
  open({ sealed, keyVersion }: Sealed, place: SealedPlace): string {
    const key = this.#keyOf(keyVersion);
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes));
      decipher.setAAD(placeBytes(place, keyVersion));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return (
        decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch (error) {
      throw new VaultError(`the sealed value of ${place.id} cannot be opened`, { cause: error });
    }
  }

  #keyOf(version: number): Uint8Array {
    const key = this.#keys.get(version);
    if (!key) throw new VaultError(`there is no master key of version ${version}`);
    return key;
  }
}

const placeBytes = ({ tenantId, id }: SealedPlace, version: number): Buffer =>
  Buffer.from(JSON.stringify([version, tenantId, id]));

/** Version 0: the master key of an installation that has none of its own. */
export const deriveMasterKey = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'parley master key', 32));

/** The same value under the newest key; undefined when no known key opens it. */
export function reseal(vault: Vault, old: Sealed, place: SealedPlace): Sealed | undefined {
  try {
    return vault.seal(vault.open(old, place), place);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
