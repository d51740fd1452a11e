import type { DocumentBlock } from '@parley/core';

export const readPlainText = (text: string): DocumentBlock[] =>
  text.split(/\n\s*\n|\f/).flatMap((paragraph) => (paragraph.trim() ? [{ text: paragraph.trim() }] : []));
