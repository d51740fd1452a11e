import { maxDocumentCharacters, maxDocumentPages } from '@parley/contracts';
import type { DocumentBlock } from '@parley/core';
import { getDocumentProxy } from 'unpdf';
import { linesOf, toParagraphs } from './page-lines.ts';
import { UnreadableFile } from './problem.ts';

/** @throws UnreadableFile */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: number; blocks: DocumentBlock[] }> {
  refuseCutOff(bytes);
  const pdf = await getDocumentProxy(bytes, {
    verbosity: 0,

    useSystemFonts: false,
  }).catch((error: unknown) => {
    const encrypted = error instanceof Error && error.name === 'PasswordException';
    throw new UnreadableFile(encrypted ? 'encrypted' : 'broken');
  });
  const pages = pdf.numPages;
  if (pages > maxDocumentPages) throw new UnreadableFile('pages');
  const blocks: DocumentBlock[] = [];
  let characters = 0;
  for (let page = 1; page <= pages; page += 1) {
    const texts = await textsOf(pdf, page);
    characters += texts.reduce((sum, text) => sum + text.length, 0);
    if (characters > maxDocumentCharacters) throw new UnreadableFile('characters');
    blocks.push(...texts.map((text) => ({ text, page })));
  }
  if (!blocks.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) throw new UnreadableFile('scan');
  return { pages, blocks };
}

/** A whole file says where its table of contents is, and that it ends; a reader would guess at what is left. */
function refuseCutOff(bytes: Uint8Array): void {
  const tail = Buffer.from(bytes.subarray(-2048)).toString('latin1');
  if (!/startxref|%%EOF/.test(tail)) throw new UnreadableFile('cut_off');
}

async function textsOf(pdf: Awaited<ReturnType<typeof getDocumentProxy>>, number: number): Promise<string[]> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return toParagraphs(linesOf(items.flatMap((item) => ('str' in item ? [item] : []))));
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('broken');
  }
}
