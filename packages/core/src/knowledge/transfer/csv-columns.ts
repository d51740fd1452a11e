import { type KnowledgeCategory, knowledgeCategories, knowledgeCategoryNames } from '@parley/contracts';
import { z } from 'zod';
import { isNestedDeeper } from '../../is-nested-deeper.ts';

/** Columns of an item that are not its data. */
export const itemColumns = [
  'item_id',
  'category',
  'source.kind',
  'source.ref',
  'quote',
  'confidence',
  'reviewed',
] as const;

interface Field {
  type?: string;
  properties?: Record<string, unknown>;
  items?: { type?: string };
}

const fieldsOf = Object.fromEntries(
  knowledgeCategoryNames.map((category) => {
    const schema = z.toJSONSchema(knowledgeCategories[category].schema, { io: 'input' });
    return [category, schema.properties as Record<string, Field>];
  }),
) as Record<KnowledgeCategory, Record<string, Field>>;

/** `data.name`, `data.price`, …: every field of these categories. */
export const dataColumns = (categories: Iterable<KnowledgeCategory>): string[] => [
  ...new Set(
    [...categories].flatMap((category) => Object.keys(fieldsOf[category]).map((name) => `data.${name}`)),
  ),
];

/**
 * A cell as the value of its field: plain text where the field is text, `a | b` for lists of texts, `12.50 USD` or JSON for
 * money, otherwise JSON.
 */
export function readCell(category: KnowledgeCategory, field: string, cell: string): unknown {
  const { type, items, properties } = fieldsOf[category][field] ?? {};
  if (type === 'string' || type === undefined) return cell;
  if (type === 'array' && items?.type === 'string' && !cell.trimStart().startsWith('[')) {
    return cell.split('|').map((part) => part.trim());
  }
  const money = properties && 'currency' in properties ? readMoney(cell) : undefined;
  if (money) return money;
  // What is no JSON is left to the schema, which knows what should stand there.
  return readJson(cell) ?? cell;
}

function readJson(cell: string): unknown {
  try {
    const value: unknown = JSON.parse(cell);
    return isNestedDeeper(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** As people write it: 12.50 USD. */
function readMoney(cell: string): { amount: number; currency: string } | undefined {
  const [, amount, currency] = /^(\d{1,10}(?:\.\d{1,2})?) ?([A-Z]{3})$/.exec(cell.trim()) ?? [];
  return amount && currency ? { amount: Number(amount), currency } : undefined;
}

export function writeCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  const texts =
    Array.isArray(value) && value.every((part) => typeof part === 'string' && !part.includes('|'));
  return texts && !value.join('').startsWith('[') && value.length > 0
    ? value.join(' | ')
    : JSON.stringify(value);
}
