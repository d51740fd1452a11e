import { expect, it } from 'vitest';
import { z } from 'zod';
import { emailSchema, mailAddressSchema } from './auth.ts';
import { displayNameSchema, roomNameSchema } from './names.ts';
import {
  createSessionBodySchema,
  findSessionsQuerySchema,
  searchTranscriptsQuerySchema,
} from './sessions.ts';
import { writeTicketBodySchema } from './tickets.ts';
import { webhookEndpointBodySchema } from './webhooks.ts';

const documented = {
  'a room': roomNameSchema,
  'a name': displayNameSchema,
  'an e-mail address': emailSchema,
  'an address for mail': mailAddressSchema,
  'a prompt': createSessionBodySchema.shape.system_prompt,
  'words of a ticket': writeTicketBodySchema.shape.reason,
  'what is searched for': searchTranscriptsQuerySchema.shape.q,
  'where a search goes on': searchTranscriptsQuerySchema.shape.cursor,
  'where a list goes on': findSessionsQuerySchema.shape.cursor,
  'an endpoint': webhookEndpointBodySchema.shape.url,
};
const id = 'ses_01a1fd96a3067770a11bb9b427ca265d';
const texts = ['', ' ', '\u2003', 'a', ' a b ', '\0', 'a\u0085b', 'ä', 'a@b.example', '0', id, `${id}.7`];
const addresses = ['https://example.com/x', 'HTTP://127.0.0.1', 'ws://a', '00000', 'http'];

it.each(Object.entries(documented))('%s: the document refuses what validation refuses', (_, schema) => {
  const json = z.toJSONSchema(schema, { io: 'input' }) as {
    pattern?: string;
    minLength?: number;
    maxLength?: number;
  };
  const allows = (text: string): boolean =>
    new RegExp(json.pattern ?? '').test(text) &&
    text.length >= (json.minLength ?? 0) &&
    text.length <= (json.maxLength ?? Number.POSITIVE_INFINITY);
  const accepts = (text: string): boolean => schema.safeParse(text).success;
  const samples = [...texts, ...addresses];
  expect(samples.filter(allows)).toEqual(samples.filter(accepts));
});
