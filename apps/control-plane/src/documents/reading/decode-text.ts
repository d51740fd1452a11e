import { UnreadableFile } from './problem.ts';

const boms: [encoding: string, bytes: number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const encodingNamedIn = (bytes: Uint8Array): string | undefined =>
  boms.find(([, bom]) => bom.every((byte, index) => bytes[index] === byte))?.[0];

/** What says its encoding, or is UTF-8, or can hardly be anything but Windows-1252; undefined: cannot be told. */
export function decodeBytes(bytes: Uint8Array): string | undefined {
  const named = encodingNamedIn(bytes);
  return decode(bytes, named ?? 'utf-8') ?? (named ? undefined : decodeWestern(bytes));
}

/**
 * The text of a file.
 * @throws UnreadableFile `unsupported` for what is no text, `encoding` for text that cannot be told.
 */
export function decodeText(bytes: Uint8Array): string {
  if (!encodingNamedIn(bytes) && bytes.includes(0)) throw new UnreadableFile('unsupported');
  const text = decodeBytes(bytes);
  if (text === undefined) throw new UnreadableFile('encoding');
  if (/(?![\t\n\v\f\r\u0080-\u009f])\p{Cc}/u.test(text)) throw new UnreadableFile('unsupported');
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Where most is plain letters, the rest are letters and quotes of the west; a guess beyond that would be a lie. */
function decodeWestern(bytes: Uint8Array): string | undefined {
  let high = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) high += 1;
    if ([0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)) return undefined;
  }
  return high <= bytes.length / 5 ? decode(bytes, 'windows-1252') : undefined;
}
