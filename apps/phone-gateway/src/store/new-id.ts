import { randomInt } from 'node:crypto';

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** As LiveKit makes them: `ST_` a trunk, `SDR_` a dispatch rule, `SCL_` a call, and twelve signs nobody confuses. */
export const newId = (prefix: 'ST_' | 'SDR_' | 'SCL_' | ''): string =>
  prefix + Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
