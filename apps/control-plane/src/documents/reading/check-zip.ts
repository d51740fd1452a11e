import { inflateRawSync } from 'node:zlib';
import { UnreadableFile } from './problem.ts';

const maxEntries = 5_000;
/** A DOCX of 25 MB is mostly pictures; its text is far below this. */
const maxUnpackedBytes = 200 * 1024 * 1024;
const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const stored = 0;
const deflated = 8;

/**
 * Unpacks every file of a zip once and forgets it again, so that what reads it afterwards meets no surprise: the
 * sizes that a zip declares may be lies.
 * @returns the names.
 * @throws UnreadableFile `unpacked`, `encrypted`, `broken`
 */
export function checkZip(bytes: Uint8Array): Set<string> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readDirectory(zip);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new UnreadableFile('unpacked');
    throw new UnreadableFile('broken');
  }
}

function readDirectory(zip: Buffer): Set<string> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) throw new UnreadableFile('cut_off');
  const count = zip.readUInt16LE(end + 10);
  if (count > maxEntries) throw new UnreadableFile('unpacked');
  let at = zip.readUInt32LE(end + 16);
  let left = maxUnpackedBytes;
  const names = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new UnreadableFile('broken');
    const flags = zip.readUInt16LE(at + 8);
    const nameLength = zip.readUInt16LE(at + 28);
    const rest = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    if (flags & 1) throw new UnreadableFile('encrypted');
    const declared = zip.readUInt32LE(at + 24);
    if (declared > left) throw new UnreadableFile('unpacked');
    left -= unpackedSize(zip, at, left);
    names.add(zip.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + rest;
  }
  return names;
}

/** @param at where the directory tells of the file; @param left bytes that it may have. */
function unpackedSize(zip: Buffer, at: number, left: number): number {
  const method = zip.readUInt16LE(at + 10);
  const size = zip.readUInt32LE(at + 20);
  const header = zip.readUInt32LE(at + 42);
  if (zip.readUInt32LE(header) !== localHeader) throw new UnreadableFile('broken');
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  if (start + size > zip.length) throw new UnreadableFile('broken');
  if (method === stored) return size;
  if (method !== deflated) throw new UnreadableFile('broken');
  return inflateRawSync(zip.subarray(start, start + size), { maxOutputLength: Math.max(1, left) }).length;
}
