const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/;

const escapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** @param {string} raw what stands behind the `=` */
const readValue = (raw) => {
  const quoted = /^(["'])((?:\\.|(?!\1).)*)\1\s*(?:#.*)?$/.exec(raw);
  if (!quoted) return raw.replace(/(^|\s)#.*$/, '').trim();
  const [, quote, inner = ''] = quoted;
  if (quote === "'") return inner;
  return inner.replace(/\\([nrt"\\$])/g, (_, letter) => escapes.get(letter) ?? letter);
};

/**
 * Reads `NAME=value` lines: comments, `export`, single quotes (as they are), double quotes (with escapes).
 * @param {string} text
 * @returns {Record<string, string>}
 */
export const parseEnvFile = (text) => {
  /** @type {Record<string, string>} */
  const values = {};
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const match = assignment.exec(line);
    if (match?.[1]) values[match[1]] = readValue((match[2] ?? '').trim());
  }
  return values;
};
