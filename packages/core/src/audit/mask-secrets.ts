const secretName = /secret|password|passphrase|token|hash|credential|private_?key|api_?key$/i;

/** What stands in the audit log for a secret: that there is one. */
export const masked = '••••';

/** The value as it may be kept: plain JSON, with every field masked whose name says that it is secret. */
export function maskSecrets(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(maskSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, secretName.test(key) && item !== null ? masked : maskSecrets(item)]),
  );
}
