import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { resample } from '../../speech/resample.ts';
import { synthesize } from '../../speech/synthesize.ts';
import { pcmBytes, writeWav } from '../../speech/wav.ts';
import { clientKey } from '../client-key.ts';
import { failRequest } from '../fail-request.ts';
import type { SimulatorContext } from '../simulator-context.ts';
import { until } from '../until.ts';
import { voiceOf } from '../voice-of.ts';
import { ttsRequestSchema } from './tts-request.ts';

/** `POST /tts/bytes`: the whole utterance as one body. */
export function ttsBytes(app: FastifyInstance, { behaviours, log }: SimulatorContext): void {
  app.post('/tts/bytes', async (request, reply) => {
    const since = performance.now();
    const parsed = ttsRequestSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    const { transcript: text, voice, output_format: format } = parsed.data;
    const { delayMs, fault } = behaviours.next('tts', text);
    const entry = { class: 'tts', kind: 'cartesia.tts.bytes', client: clientKey(request), text } as const;
    if (fault) log.add({ ...entry, fault });
    if (failRequest(reply, fault)) return reply;
    const spoken = await synthesize({ text, voice: voiceOf(voice.id) });
    const pcm = resample(spoken.pcm, spoken.sampleRate, format.sample_rate);
    await until(since, delayMs);
    if (!fault) log.add({ ...entry, latency_ms: performance.now() - since });
    return reply
      .type(format.container === 'wav' ? 'audio/wav' : 'application/octet-stream')
      .send(format.container === 'wav' ? writeWav(pcm, format.sample_rate) : pcmBytes(pcm));
  });
}
