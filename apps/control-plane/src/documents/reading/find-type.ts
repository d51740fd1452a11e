import { maxDocumentCharacters } from '@parley/contracts';
import { decodeText } from './decode-text.ts';
import { looksLikeTable } from './parse-table.ts';
import { UnreadableFile } from './problem.ts';

const startsWith = (bytes: Uint8Array, start: number[]) =>
  start.every((byte, index) => bytes[index] === byte);
const zip = [0x50, 0x4b, 0x03, 0x04];
/** Of older office files, and of newer ones that have a password. */
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

type FoundType = { type: 'pdf' } | { type: 'docx' } | { type: 'text' | 'markdown' | 'csv'; text: string };

/**
 * What a file is, by its bytes. A zip is taken for a DOCX until it is opened.
 * @throws UnreadableFile
 */
export function findType(bytes: Uint8Array): FoundType {
  if (startsWith(bytes, zip)) return { type: 'docx' };
  if (startsWith(bytes, compound))
    throw new UnreadableFile(isEncryptedPackage(bytes) ? 'encrypted' : 'office');
  // The header may stand anywhere in the first kilobyte, behind what others have put there.
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (/^\s*%PDF-\d/.test(head)) return { type: 'pdf' };
  if (/%PDF-\d\.\d\s/.test(head) && bytes.includes(0x80)) return { type: 'pdf' };
  const text = decodeText(bytes);
  if (text.length > maxDocumentCharacters) throw new UnreadableFile('characters');
  // Web pages that a browser has saved say in a comment where they are from.
  const start = text
    .slice(0, 5000)
    .replace(/^(?:\s*<!--[\s\S]*?-->)+/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<head|<body)/.test(start)) throw new UnreadableFile('html');
  if (start.startsWith('{\\rtf')) throw new UnreadableFile('office');
  if (/^(<\?xml|<svg|%!ps)/.test(start)) throw new UnreadableFile('unsupported');
  if (looksLikeTable(text)) return { type: 'csv', text };
  return { type: looksLikeMarkdown(text) ? 'markdown' : 'text', text };
}

const isEncryptedPackage = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );

/** A heading, or two other marks, as plain text hardly has them. */
function looksLikeMarkdown(text: string): boolean {
  if (/^#{1,6} \S/m.test(text)) return true;
  const marks = [
    /\*\*[^*\n]+\*\*/,
    /\[[^\]\n]+\]\([^)\s]+\)/,
    /^```/m,
    /^\|.+\|\s*\n\|[\s:|-]+\|/m,
    /^> \S/m,
  ];
  return marks.filter((mark) => mark.test(text)).length >= 2;
}
