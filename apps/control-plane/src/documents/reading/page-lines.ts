/** A run of letters as pdf.js finds it; the fifth number of the transform is its height on the page. */
interface TextRun {
  str: string;
  hasEOL: boolean;
  height: number;
  transform: number[];
}

interface Line {
  text: string;
  y: number;
  height: number;
}

export function linesOf(runs: TextRun[]): Line[] {
  const lines: Line[] = [];
  let open: Line | undefined;
  for (const { str, hasEOL, height, transform } of runs) {
    open ??= { text: '', y: transform[5] ?? 0, height };
    open.text += str;
    open.height = Math.max(open.height, height);
    if (hasEOL) {
      lines.push(open);
      open = undefined;
    }
  }
  if (open) lines.push(open);
  return lines.filter(({ text }) => text.trim() !== '');
}

/** Lines that follow closely belong together; a word that was cut at a line's end becomes whole. */
export function toParagraphs(lines: Line[]): string[] {
  const paragraphs: string[] = [];
  let above: Line | undefined;
  for (const line of lines) {
    const text = line.text.trim();
    const gap = above ? Math.abs(above.y - line.y) : Number.POSITIVE_INFINITY;
    const last = paragraphs.at(-1);
    if (last === undefined || gap > 1.8 * Math.max(line.height, above?.height ?? 0, 1)) paragraphs.push(text);
    else if (/\p{Ll}-$/u.test(last) && /^\p{Ll}/u.test(text))
      paragraphs[paragraphs.length - 1] = last.slice(0, -1) + text;
    else paragraphs[paragraphs.length - 1] = `${last}\n${text}`;
    above = line;
  }
  return paragraphs;
}
