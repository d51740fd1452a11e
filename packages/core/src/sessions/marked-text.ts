import { type SQL, sql } from 'drizzle-orm';

/** Of private use, so that nothing that was said has them. */
const start = '\uE000';
const end = '\uE001';
/** What would be read as a tag or an entity, and dropped; and the marks themselves. */
const taken = `<>&${start}${end}`;

/** The text with each word that matches the query between marks, and otherwise as long as it was. */
export const markedText = (text: SQL, query: SQL): SQL<string> =>
  sql`ts_headline('english', translate(${text}, ${taken}, ${' '.repeat(taken.length)}), ${query},
    ${`HighlightAll=true, StartSel=${start}, StopSel=${end}`})`;

/** Where in the unmarked text the marked words are: [start, end) in UTF-16 code units. */
export function hitsIn(marked: string): [number, number][] {
  const hits: [number, number][] = [];
  let marks = 0;
  let from = 0;
  for (const { 0: mark, index } of marked.matchAll(/[\uE000\uE001]/g)) {
    if (mark === start) from = index - marks;
    else hits.push([from, index - marks]);
    marks += 1;
  }
  return hits;
}
