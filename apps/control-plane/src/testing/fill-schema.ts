import { prefixIn } from './api-routes.ts';
import { type JsonSchema, sampleOf } from './sample-of.ts';

interface Filling {
  resolve(ref: string): JsonSchema;
  /** An id with this prefix; without one the field is left out. */
  idOf(prefix: string): string | undefined;
  /** A new text for a field that takes any. */
  text(): string;
  /** Which of several shapes, where there are several. */
  variant?: number;
}

const future = '2099-01-01T00:00:00.000Z';

/** The fullest value that a schema allows: every field, and a text of one's own wherever any text is taken. */
export function fillSchema(schema: JsonSchema, filling: Filling): unknown {
  const { resolve, idOf, text, variant = 0 } = filling;
  const fill = (inner: JsonSchema): unknown => fillSchema(inner, filling);
  if (schema.$ref) return fill(resolve(schema.$ref));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[variant % schema.enum.length];
  const choices = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== 'null');
  if (choices?.length) return fill(choices[variant % choices.length] ?? {});
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => fill(part) as object));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') {
    const entries = Object.entries(schema.properties ?? {}).map(([name, part]) => [name, fill(part)]);
    if (schema.additionalProperties && typeof schema.additionalProperties === 'object') {
      const inner = fill(schema.additionalProperties);
      entries.push([text(), inner === undefined ? text() : inner]);
    }
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  if (type === 'array') {
    const items = Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => fill(schema.items ?? {}));
    return items.filter((item) => item !== undefined);
  }
  if (type !== 'string')
    return type === undefined ? text() : sampleOf(schema, { resolve, idOf: () => undefined });
  const prefix = prefixIn(schema.pattern);
  if (prefix) return idOf(prefix);
  if (schema.format === 'email') return `${text()}@example.test`;
  if (schema.format === 'uri') return `https://${text()}.example.test/`;
  if (schema.format === 'date-time') return future;
  if (schema.format) return sampleOf(schema, { resolve, idOf: () => undefined });
  const own = text().padEnd(schema.minLength ?? 0, ' and more');
  return fits(own, schema) ? own : sampleOf(schema, { resolve, idOf: () => undefined });
}

function fits(value: string, { pattern, maxLength = 1_000, examples = [] }: JsonSchema): boolean {
  if (value.length > maxLength || (pattern && !new RegExp(pattern, 'u').test(value))) return false;
  // What has an example and no pattern is more particular than the schema can say.
  return examples.length === 0 || pattern === undefined || pattern === '\\S';
}
