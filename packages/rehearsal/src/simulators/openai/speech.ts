import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { resample } from '../../speech/resample.ts';
import { synthesize } from '../../speech/synthesize.ts';
import { pcmBytes, wavHeader } from '../../speech/wav.ts';
import { clientKey } from '../client-key.ts';
import { failRequest } from '../fail-request.ts';
import type { SimulatorContext } from '../simulator-context.ts';
import { until } from '../until.ts';
import { voiceOf } from '../voice-of.ts';
import { openaiError } from './openai-error.ts';

const bodySchema = z.looseObject({
  input: z.string().min(1).max(4096),
  model: z.string(),
  voice: z.union([z.string(), z.looseObject({ id: z.string() })]),
  response_format: z.enum(['pcm', 'wav']).default('wav'),
});
const outputRate = 24_000;
const pieceBytes = 9_600;
const trickleMs = 1_000;

/** `POST /audio/speech`: 24 kHz mono, sent in pieces of 200 ms as fast as the client takes them. */
export function speech(app: FastifyInstance, { behaviours, log }: SimulatorContext): void {
  app.post('/audio/speech', async (request, reply) => {
    const since = performance.now();
    const parsed = bodySchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send(openaiError(z.prettifyError(parsed.error)));
    const { input, voice, response_format: format } = parsed.data;
    const { delayMs, fault } = behaviours.next('tts', input);
    const entry = { class: 'tts', kind: 'openai.speech', client: clientKey(request), text: input } as const;
    if (fault) log.add({ ...entry, fault });
    if (failRequest(reply, fault)) return reply;

    const spoken = await synthesize({ text: input, voice: voiceOf(voice) });
    const rate = fault === 'wrong_rate' ? outputRate / 2 : outputRate;
    const audio = pcmBytes(resample(spoken.pcm, spoken.sampleRate, rate));
    await until(since, delayMs);
    if (!fault) log.add({ ...entry, latency_ms: performance.now() - since });

    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': format === 'wav' ? 'audio/wav' : 'audio/pcm' });
    if (format === 'wav') raw.write(wavHeader(audio.length, outputRate));
    const body = fault === 'malformed' ? audio.subarray(0, audio.length - 1) : audio;
    for (let at = 0; at < body.length && !raw.destroyed; at += pieceBytes) {
      if (fault === 'reset' && at > 0) return reply.raw.destroy();
      raw.write(body.subarray(at, at + pieceBytes));
      if (fault === 'trickle') await delay(trickleMs);
    }
    raw.end();
    return reply;
  });
}
