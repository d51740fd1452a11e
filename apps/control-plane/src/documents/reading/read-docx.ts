import type { DocumentBlock } from '@parley/core';
import mammoth from 'mammoth';
import { checkZip } from './check-zip.ts';
import { UnreadableFile } from './problem.ts';

/** @throws UnreadableFile */
export async function readDocx(bytes: Uint8Array): Promise<DocumentBlock[]> {
  const names = checkZip(bytes);
  if (
    !names.has('[Content_Types].xml') ||
    ![...names].some((name) => /^\/?word\/document\d*\.xml$/.test(name))
  )
    throw new UnreadableFile('not_docx');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const withoutPictures = mammoth.images.imgElement(async () => ({ src: '' }));
  const options = { convertImage: withoutPictures, externalFileAccess: false };
  const { value } = await mammoth.convertToHtml({ buffer }, options).catch(() => {
    throw new UnreadableFile('broken');
  });
  return blocksOf(value);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const textOf = (html: string): string =>
  html
    .replace(/<br ?\/?>/g, '\n')
    .replace(/<\/t[dh]>\s*<t[dh][^>]*>/g, ' | ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/[ \t]+/g, ' ')
    .trim();

/** Mammoth's HTML is plain: headings, paragraphs, lists, and tables, whose rows stay together. */
function blocksOf(html: string): DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  let heading: string | undefined;
  const cells = html.replace(/<t[dh][^>]*>[\s\S]*?<\/t[dh]>/g, (cell) => cell.replace(/<\/?p>/g, ' '));
  for (const piece of cells.split(/(?<=<\/(?:p|h[1-6]|li|tr)>)/)) {
    const text = textOf(piece);
    if (text === '') continue;
    if (/<\/h[1-6]>$/.test(piece)) heading = text;
    else blocks.push({ text, heading });
  }
  return blocks;
}
