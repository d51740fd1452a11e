import { z } from 'zod';

/** What JSON Schema knows and OpenAI's strict answers do not; it is checked when the answer is there. */
const unknownThere = new Set([
  '$schema',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
]);

/** A schema in the part of JSON Schema that models can be held to. */
export const answerForm = (schema: z.ZodType): Record<string, unknown> =>
  without(z.toJSONSchema(schema, { io: 'output' })) as Record<string, unknown>;

function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !unknownThere.has(key));
  return Object.fromEntries(kept.map(([key, each]) => [key, without(each)]));
}
