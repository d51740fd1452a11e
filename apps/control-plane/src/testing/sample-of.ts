/** What is used of JSON Schema in the OpenAPI document. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  additionalProperties?: JsonSchema | boolean;
  minimum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  default?: unknown;
  examples?: unknown[];
}

const formats: Record<string, string> = {
  email: 'someone@example.test',
  uri: 'https://example.test/',
  'date-time': '2026-01-01T00:00:00.000Z',
  date: '2026-01-01',
};

/**
 * The smallest value that a schema allows, as far as schemas tell: what it requires and nothing else.
 * @param idOf gives a text for a pattern like `^agt_[0-9a-f]{32}$`.
 */
export function sampleOf(
  schema: JsonSchema,
  options: { resolve: (ref: string) => JsonSchema; idOf: (pattern: string) => string | undefined },
): unknown {
  const sample = (inner: JsonSchema): unknown => sampleOf(inner, options);
  if (schema.$ref) return sample(options.resolve(schema.$ref));
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice?.[0]) return sample(choice[0]);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part) as object));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') {
    const entries = (schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {})]);
    return Object.fromEntries(entries);
  }
  if (type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}));
  if (type === 'integer' || type === 'number') return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  const id = schema.pattern && options.idOf(schema.pattern);
  return id || formats[schema.format ?? ''] || 'sample text'.padEnd(schema.minLength ?? 0, '.');
}
