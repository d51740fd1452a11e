import { maxDocumentCharacters } from '@parley/contracts';
import type { DocumentBlock, DocumentContent } from '@parley/core';
import { findType } from './find-type.ts';
import { parseTable } from './parse-table.ts';
import { UnreadableFile } from './problem.ts';
import { readDocx } from './read-docx.ts';
import { readMarkdown } from './read-markdown.ts';
import { readPdf } from './read-pdf.ts';
import { readPlainText } from './read-plain-text.ts';

/** What a file is, and its text. @throws UnreadableFile */
export async function readFile(bytes: Uint8Array): Promise<DocumentContent> {
  const found = findType(bytes);
  if (found.type === 'pdf') return checked({ type: 'pdf', ...(await readPdf(bytes)) });
  if (found.type === 'docx') return checked({ type: 'docx', pages: null, blocks: await readDocx(bytes) });
  const read = { csv: parseTable, markdown: readMarkdown, text: readPlainText }[found.type];
  return checked({ type: found.type, pages: null, blocks: read(found.text) });
}

function checked(content: DocumentContent): DocumentContent {
  const blocks = content.blocks.map(tidy).filter(({ text }) => text !== '');
  const characters = blocks.reduce((sum, { text, heading }) => sum + text.length + (heading?.length ?? 0), 0);
  if (!blocks.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) throw new UnreadableFile('no_text');
  // The same heading stands with many blocks.
  if (characters > 2 * maxDocumentCharacters) throw new UnreadableFile('characters');
  return { ...content, blocks };
}

/** Without soft hyphens and control characters; a heading is short, or it is none. */
const tidy = ({ text, heading, ...rest }: DocumentBlock): DocumentBlock => ({
  ...rest,
  text: clean(text),
  heading: heading && clean(heading).slice(0, 120),
});
const clean = (text: string) =>
  text
    .replaceAll('\u00ad', '')
    .replace(/(?![\t\n])\p{Cc}/gu, ' ')
    .trim();
