import type { KnowledgeItem } from '@parley/contracts';
import { guardFormula } from '../../csv/formulas.ts';
import { dataColumns, itemColumns, writeCell } from './csv-columns.ts';

/** Items as a CSV file (RFC 4180) that `readCsv` reads again. */
export function writeCsv(items: KnowledgeItem[]): string {
  const data = dataColumns(new Set(items.map(({ category }) => category)));
  const rows = items.map((item) => [
    item.item_id,
    item.category,
    item.source.kind,
    writeCell(item.source.ref),
    writeCell(item.quote),
    String(item.confidence),
    String(item.reviewed_at !== null),
    ...data.map((name) => writeCell(item.data[name.slice('data.'.length)])),
  ]);
  return [[...itemColumns, ...data], ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  const safe = guardFormula(cell);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
