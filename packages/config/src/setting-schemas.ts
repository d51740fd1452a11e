import { z } from 'zod';

/** A TCP port; 0 lets the system choose one. */
export const portSetting = z.coerce
  .number('expected a port number')
  .int('expected a whole port number')
  .min(0, 'expected a port from 0 to 65535')
  .max(65_535, 'expected a port from 0 to 65535');

/** A whole number that is not negative. */
export const countSetting = z.coerce
  .number('expected a number')
  .int('expected a whole number')
  .min(0, 'expected 0 or more');

/** `true` or `false`, nothing else: `1`, `yes` and typing errors are refused. */
export const flagSetting = z
  .enum(['true', 'false'], 'expected true or false')
  .transform((text) => text === 'true');

/** Values separated by commas; empty ones are dropped. */
export const listSetting = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** An address of one of the given protocols, e.g. `urlSetting('http', 'https')`; kept as written, without a trailing slash. */
export const urlSetting = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => protocols.includes(URL.parse(text)?.protocol.slice(0, -1) ?? ''),
      `expected an address that begins with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    )
    .transform((text) => text.replace(/\/+$/, ''));
