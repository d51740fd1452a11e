import { z } from 'zod';
import { analyseCall } from '../../llm/analyse-call.ts';
import type { RespondInput } from '../../llm/chat.ts';
import type { Fault } from '../behaviour.ts';

export const responseFormatSchema = z.looseObject({
  type: z.string(),
  json_schema: z
    .looseObject({ name: z.string(), strict: z.boolean().optional(), schema: z.looseObject({}) })
    .optional(),
});
export type ResponseFormat = z.infer<typeof responseFormatSchema>;

/** Where an invented claim points. */
const beyondAll = 10_000;

type Formed = { text: string } | { refused: string };

/** An answer in the form that was asked for, or why there is none, as OpenAI would refuse it. */
export function formedAnswer(input: RespondInput, format: ResponseFormat, fault: Fault | undefined): Formed {
  const { name, schema, strict } = format.json_schema ?? {};
  if (!schema) return { refused: "Missing required parameter: 'response_format.json_schema'." };
  const wrong = strict ? faultsOf(schema, []) : [];
  if (wrong.length > 0) return { refused: `Invalid schema for response_format '${name}': ${wrong[0]}` };
  if (name !== 'call_analysis') return { refused: `The simulated model knows no form '${name}'.` };
  const answer = analyseCall(input.messages);
  const text = JSON.stringify(answer ?? {}, (key, value) =>
    key === 'turns' && fault === 'invented_turns' ? value.map((turn: number) => turn + beyondAll) : value,
  );
  return { text: fault === 'invalid_json' ? text.slice(0, Math.floor(text.length / 2)) : text };
}

type Schema = Record<string, unknown>;
const unsupported = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'default'];

/** What OpenAI refuses in a strict schema. */
function faultsOf(schema: Schema, path: string[]): string[] {
  const at = `In context=(${path.join(', ')})`;
  const odd = unsupported.filter((key) => key in schema).map((key) => `${at}, '${key}' is not permitted.`);
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const names = Object.keys(properties);
  const required = Array.isArray(schema.required) ? schema.required : [];
  return [
    ...odd,
    ...(schema.type === 'object' && schema.additionalProperties !== false
      ? [`${at}, 'additionalProperties' is required to be supplied and to be false.`]
      : []),
    ...names
      .filter((name) => !required.includes(name))
      .map((name) => `${at}, 'required' is required to include every key. Missing '${name}'.`),
    ...names.flatMap((name) => faultsOf(properties[name] ?? {}, [...path, name])),
    ...(schema.items ? faultsOf(schema.items as Schema, [...path, 'items']) : []),
  ];
}
