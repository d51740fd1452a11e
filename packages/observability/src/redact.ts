const secretKey =
  /^(authorization|cookie|set-cookie|proxy-authorization|x-api-key)$|(api[-_]?key|password|passphrase|secret|token)$/i;
/** `pii` as a segment of a key: `pii`, `lk.pii.transcript`, `pii_text`, `piiText`. */
const piiKey = /(^|[._-])pii($|[._-]|[A-Z])|[a-z0-9]Pii($|[A-Z])/;
const maxDepth = 8;

export interface RedactOptions {
  /** Caller's words are left readable: for debugging on one's own machine only. */
  showPii?: boolean;
}

/** A copy of what is to be logged, without secrets and, unless shown on purpose, without caller's words. */
export function redact<T>(value: T, options: RedactOptions = {}, depth = 0): T {
  if (Array.isArray(value)) return value.map((item) => redact(item, options, depth + 1)) as T;
  // Instances (errors, requests) belong to their serializers.
  if (!isPlainObject(value)) return value;
  if (depth >= maxDepth) return '[too deep]' as T;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'number' && typeof item !== 'boolean' && secretKey.test(key)) copy[key] = '[secret]';
    else if (!options.showPii && piiKey.test(key)) copy[key] = '[pii]';
    else copy[key] = redact(item, options, depth + 1);
  }
  return copy as T;
}

const isPlainObject = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Secrets inside a text: query parameters, bearer headers, Parley's own keys, credentials in a URL. */
export const scrubText = (text: string): string =>
  text
    .replace(/([?&](?:access_)?token=)[^&\s"'\\#]+/gi, '$1[secret]')
    .replace(/\b(Bearer\s+)[\w.~+/-]+=*/gi, '$1[secret]')
    .replace(/\bsk_[0-9a-f]{32}_[\w-]+/g, 'sk_[secret]')
    .replace(/(\w:\/\/[^\s:/@"]+:)[^\s@/"]+@/g, '$1[secret]@');
