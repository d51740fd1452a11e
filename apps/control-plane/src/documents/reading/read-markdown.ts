import type { DocumentBlock } from '@parley/core';

/** Paragraphs under their headings, without the marks. */
export function readMarkdown(text: string): DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  let heading: string | undefined;
  for (const paragraph of text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .split(/\n\s*\n|(?<=^#{1,6} .*)\n|\n(?=#{1,6} )/m)) {
    const [, title] = /^#{1,6} +(.+?)[ #]*$/.exec(paragraph.trim()) ?? [];
    if (title) heading = plain(title);
    else blocks.push({ text: plain(paragraph), heading });
  }
  return blocks.filter((block) => block.text !== '');
}

const plain = (text: string): string =>
  text
    .replace(/^```.*$/gm, '')
    .replace(/^\s*>\s?/gm, '')
    .replace(/^\|?[\s:|-]+\|[\s:|-]*$/gm, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/(\*\*|__|`)(\S(?:.*?\S)?)\1/g, '$2')
    .trim();
