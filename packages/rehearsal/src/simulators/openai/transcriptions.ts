import type { FastifyInstance } from 'fastify';
import { readWav } from '../../speech/wav.ts';
import { clientKey } from '../client-key.ts';
import { failRequest } from '../fail-request.ts';
import { noRecognizerMessage, type SimulatorContext } from '../simulator-context.ts';
import { until } from '../until.ts';
import { openaiError } from './openai-error.ts';

/** `POST /audio/transcriptions`: multipart with `file` (16-bit WAV) and `model`. */
export function transcriptions(app: FastifyInstance, context: SimulatorContext): void {
  const { behaviours, log, recognizer } = context;
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.post('/audio/transcriptions', { bodyLimit: 25 * 1024 * 1024 }, async (request, reply) => {
    const since = performance.now();
    if (!recognizer) return reply.code(501).send(openaiError(noRecognizerMessage, 'server_error'));
    const { delayMs, fault } = behaviours.next('stt');
    const client = clientKey(request);
    if (fault) log.add({ class: 'stt', kind: 'openai.transcriptions', client, fault });
    if (failRequest(reply, fault)) return reply;

    let audio: ReturnType<typeof readWav>;
    try {
      audio = readWav(await fileOf(request.body as Buffer, request.headers['content-type'] ?? ''));
    } catch (error) {
      return reply.code(400).send(openaiError((error as Error).message));
    }
    const stream = recognizer.openStream({ sampleRate: audio.sampleRate });
    stream.write(audio.pcm);
    const text = await stream.finish();
    await until(since, delayMs);
    if (fault === 'malformed') return reply.type('application/json').send('{"text": "');
    log.add({
      class: 'stt',
      kind: 'openai.transcriptions',
      client,
      text,
      latency_ms: performance.now() - since,
    });
    return reply.send({ text });
  });
}

async function fileOf(body: Buffer, contentType: string): Promise<Uint8Array> {
  if (!contentType.startsWith('multipart/form-data')) throw new Error('expected multipart/form-data');
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const file = form.get('file');
  if (!(file instanceof Blob)) throw new Error("the part 'file' is missing");
  if (typeof form.get('model') !== 'string') throw new Error("the part 'model' is missing");
  return new Uint8Array(await file.arrayBuffer());
}
