import type { DocumentBlock } from '../../ports/document-reader.ts';

/** A search should find a passage, and an agent should not have to read more aloud. */
const targetLength = 900;

export interface Passage {
  heading: string | undefined;
  page: number | undefined;
  text: string;
}

/** Whole paragraphs of one page, under one heading, in passages; what is longer is cut between sentences, or else between words. */
export function splitDocument(blocks: DocumentBlock[]): Passage[] {
  const passages: (Passage & { closed: boolean })[] = [];
  for (const { text, heading, page, apart = false } of blocks) {
    for (const piece of cut(text)) {
      const last = passages.at(-1);
      const fits = last && !last.closed && !apart && last.heading === heading && last.page === page;
      if (fits && last.text.length + piece.length < targetLength) last.text += `\n${piece}`;
      else passages.push({ heading, page, text: piece, closed: apart });
    }
  }
  return passages.map(({ heading, page, text }) => ({ heading, page, text }));
}

function cut(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed.length <= targetLength) return trimmed === '' ? [] : [trimmed];
  return pack(pack([trimmed], /(?<=[.!?…])\s+|\n+/), /\s+/).flatMap(inPieces);
}

/** Cuts what is too long at the separator, and puts the parts together again as far as they fit. */
function pack(texts: string[], separator: RegExp): string[] {
  return texts.flatMap((text) => {
    if (text.length <= targetLength) return [text];
    const packed: string[] = [];
    for (const part of text.split(separator)) {
      const last = packed.at(-1);
      if (last !== undefined && last.length + part.length < targetLength)
        packed[packed.length - 1] = `${last} ${part}`;
      else packed.push(part);
    }
    return packed;
  });
}

/** What has no space anywhere. */
function inPieces(text: string): string[] {
  const letters = text.length <= targetLength ? [text] : Array.from(text);
  if (letters.length === 1) return letters;
  const pieces: string[] = [];
  for (let start = 0; start < letters.length; start += targetLength)
    pieces.push(letters.slice(start, start + targetLength).join(''));
  return pieces;
}
