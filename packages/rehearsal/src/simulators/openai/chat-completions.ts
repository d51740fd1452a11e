import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { messageText, type Reply, type RespondInput } from '../../llm/chat.ts';
import { respond } from '../../llm/respond.ts';
import type { Fault } from '../behaviour.ts';
import { clientKey } from '../client-key.ts';
import { failRequest } from '../fail-request.ts';
import type { SimulatorContext } from '../simulator-context.ts';
import { until } from '../until.ts';
import { chatChunks, chatCompletion } from './chat-format.ts';
import { formedAnswer, responseFormatSchema } from './formed-answer.ts';
import { openaiError } from './openai-error.ts';

const bodySchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string() })).min(1),
  stream: z.boolean().optional(),
  response_format: responseFormatSchema.nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
});

/** About what a fast model needs for a token. */
const tokenMs = 8;
const trickleMs = 700;

/** `POST /chat/completions`, streamed or not, answered by the simulated model. */
export function chatCompletions(app: FastifyInstance, { behaviours, log }: SimulatorContext): void {
  app.post('/chat/completions', async (request, reply) => {
    const since = performance.now();
    const parsed = bodySchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send(openaiError(z.prettifyError(parsed.error)));
    const input = request.body as RespondInput & { model: string };
    const heard = messageText(input.messages.findLast(({ role }) => role === 'user') ?? { role: 'user' });
    const format = parsed.data.response_format;
    const formed = format?.type === 'json_schema';
    const requestClass = formed ? 'analysis' : 'llm';
    const { delayMs, fault } = behaviours.next(requestClass, heard);
    const made = formed ? formedAnswer(input, format, fault) : undefined;
    if (made && 'refused' in made) return reply.code(400).send(openaiError(made.refused));
    const answer: Reply = made ? { content: made.text } : respond(input);
    const entry = {
      class: requestClass,
      kind: 'openai.chat',
      client: clientKey(request),
      text: wordsOf(answer),
    } as const;
    if (fault) log.add({ ...entry, fault });
    if (failRequest(reply, fault)) return reply;

    await until(since, delayMs);
    if (!fault) log.add({ ...entry, latency_ms: performance.now() - since });
    const id = createHash('sha256').update(JSON.stringify(input.messages)).digest('hex').slice(0, 24);
    const about = { id, model: input.model };
    if (!parsed.data.stream) {
      const prompt = formed ? input.messages.map(messageText).join('\n') : '';
      return sendWhole(reply, JSON.stringify(chatCompletion(answer, { ...about, prompt })), fault);
    }

    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    const usage = parsed.data.stream_options?.include_usage === true;
    const chunks = chatChunks(answer, { ...about, usage });
    const breakAt = Math.max(1, Math.floor(chunks.length / 2));
    for (const [index, chunk] of chunks.entries()) {
      if (raw.destroyed) return reply;
      // The first says no more than who speaks. The connection stays open until it is given up.
      if (fault === 'stall' && index === 1) return reply;
      if (fault === 'reset' && index === breakAt) {
        raw.destroy();
        return reply;
      }
      const data = fault === 'malformed' && index === breakAt ? '{"choices":[{"del' : JSON.stringify(chunk);
      raw.write(`data: ${data}\n\n`);
      await delay(fault === 'trickle' ? trickleMs : tokenMs);
    }
    raw.end('data: [DONE]\n\n');
    return reply;
  });
}

/** An answer that is not streamed: whole, or cut in half, with or without an end. */
function sendWhole(reply: FastifyReply, body: string, fault: Fault | undefined): FastifyReply {
  const half = body.slice(0, Math.floor(body.length / 2));
  const length = Buffer.byteLength(body);
  if (fault === 'malformed') return reply.type('application/json').send(half);
  if (fault !== 'reset') return reply.type('application/json').send(body);
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
  reply.raw.write(half, () => reply.raw.destroy());
  return reply;
}

const wordsOf = ({ content, toolCalls = [] }: Reply): string =>
  [content, ...toolCalls.map((call) => `${call.name}(${JSON.stringify(call.arguments)})`)]
    .filter(Boolean)
    .join(' ');
