const secretKey =
  /^(authorization|cookie|set-cookie|proxy-authorization|x-api-key)$|(api[-_]?key|password|passphrase|secret|token)$/i;
/** `pii` as a segment of a key: `pii`, `lk.pii.transcript`, `pii_text`, `piiText`. */
const piiKey = /(^|[._-])pii($|[._-]|[A-Z])|[a-z0-9]Pii($|[A-Z])/;
const maxDepth = 8;

/** What keys say of their values; the same few are asked about for every line. */
const known = new Map<string, 'secret' | 'pii' | 'plain'>();
const maxKnown = 1_000;

function kindOf(key: string) {
  const found = known.get(key);
  if (found) return found;
  const kind = secretKey.test(key) ? 'secret' : piiKey.test(key) ? 'pii' : 'plain';
  if (known.size < maxKnown) known.set(key, kind);
  return kind;
}

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
  for (const key of Object.keys(value)) {
    const item = value[key];
    const kind = kindOf(key);
    if (kind === 'secret' && typeof item !== 'number' && typeof item !== 'boolean') copy[key] = '[secret]';
    else if (kind === 'pii' && !options.showPii) copy[key] = '[pii]';
    else copy[key] = typeof item === 'object' ? redact(item, options, depth + 1) : item;
  }
  return copy as T;
}

const isPlainObject = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** What every secret in a text has in or before it; most lines have none of them, and need no more looking at. */
const trace = /token=|bearer|sk_|:\/\//i;

/** Secrets inside a text: query parameters, bearer headers, Parley's own keys, credentials in a URL. */
export const scrubText = (text: string): string => (trace.test(text) ? scrubbed(text) : text);

const scrubbed = (text: string): string =>
  text
    .replace(/([?&](?:access_)?token=)[^&\s"'\\#]+/gi, '$1[secret]')
    .replace(/\b(Bearer\s+)[\w.~+/-]+=*/gi, '$1[secret]')
    .replace(/\bsk_[0-9a-f]{32}_[\w-]+/g, 'sk_[secret]')
    .replace(/(\w:\/\/[^\s:/@"]+:)[^\s@/"]+@/g, '$1[secret]@');
