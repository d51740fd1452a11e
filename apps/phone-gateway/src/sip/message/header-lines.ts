/** What the message's own machinery writes. */
const reserved =
  /^(via|v|from|f|to|t|call-id|i|cseq|contact|m|route|record-route|max-forwards|content-.*|[lc]|authorization|proxy-authorization|session-expires|x|min-se|supported|k|require)$/i;

/** Header lines for a message. @throws TypeError when one could break out of its line or is not ours to set. */
export function headerLines(headers: Record<string, string> = {}): string[] {
  return Object.entries(headers).map(([name, value]) => {
    if (!/^[\w.!%*+`'~-]+$/.test(name)) throw new TypeError(`${JSON.stringify(name)} is no header name`);
    if (reserved.test(name)) throw new TypeError(`The header ${name} cannot be set`);
    return `${name}: ${singleLine(value)}`;
  });
}

/** Without what ends a line, or is no text. */
export const singleLine = (value: string): string =>
  Array.from(value, (character) => (character < ' ' || character === '\x7f' ? ' ' : character)).join('');

/** A display name that needs no escapes. */
export const plainName = (name: string): string =>
  singleLine(name)
    .replace(/["\\<>]/g, '')
    .trim();
