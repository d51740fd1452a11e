import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inference, initializeLogger, stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { agentConfigSchema } from '@parley/contracts';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createVoice } from './create-voice.ts';
import { loadVad } from './load-vad.ts';
import { providerKeys } from './provider-keys.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** OpenAI's realtime transcription: refuses the first handshake, then transcribes what is committed. */
async function startRealtime() {
  const handshakes: IncomingMessage[] = [];
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    handshakes.push(request);
    if (handshakes.length === 1) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      accepted.on('message', (data) => {
        if (!String(data).includes('input_audio_buffer.commit')) return;
        const type = 'conversation.item.input_audio_transcription.completed';
        accepted.send(JSON.stringify({ type, item_id: 'i', transcript: 'hello there' }));
      });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.closeAllConnections();
    http.close();
  });
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/openai/v1`, handshakes };
}

async function make(environment: Parameters<typeof providerKeys>[0], models = {}) {
  const voice = createVoice({
    config: agentConfigSchema.parse({ greeting: 'Hi.', persona: 'P', models }),
    keys: providerKeys(environment),
    vad: await loadVad(),
    channel: 'browser',
  });
  closers.push(() => Promise.all([voice.stt.close(), voice.tts.close(), voice.llm.aclose()]));
  return voice;
}

test('one refused connection of the OpenAI recogniser does not end the session', async () => {
  const { url, handshakes } = await startRealtime();
  const { stt: recogniser } = await make({ openaiApiKey: 'test-key', openaiBaseUrl: url });
  const errors: boolean[] = [];
  recogniser.on('error', ({ recoverable }) => errors.push(recoverable));
  const stream = recogniser.stream();
  stream.pushFrame(AudioFrame.create(24_000, 1, 24_000));
  recogniser.speechEnded();
  for await (const event of stream) {
    if (event.type !== stt.SpeechEventType.FINAL_TRANSCRIPT) continue;
    expect(event.alternatives?.[0]?.text).toBe('hello there');
    break;
  }
  expect(errors).toEqual([true]);
  expect(handshakes).toHaveLength(2);
  expect(handshakes[1]?.url).toContain('/openai/v1/realtime?intent=transcription');
  expect(handshakes[1]?.headers.authorization).toBe('Bearer test-key');
});

test('with its key Cartesia speaks, connected beforehand, and its times follow the words', async () => {
  const handshake = Promise.withResolvers<IncomingMessage>();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (_, request) => handshake.resolve(request));
  await new Promise((resolve) => server.once('listening', resolve));
  closers.push(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const {
    tts,
    stt: recogniser,
    providers,
  } = await make(
    {
      openaiApiKey: 'k',
      openaiBaseUrl: 'http://127.0.0.1:1',
      cartesiaApiKey: 'cartesia-key',
      cartesiaBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cartesia`,
    },
    { stt: { provider: 'cartesia' } },
  );
  tts.prewarm();
  const { url, headers } = await handshake.promise;
  expect(url).toBe('/cartesia/tts/websocket');
  expect(headers['x-api-key']).toBe('cartesia-key');
  expect(providers.tts).toEqual([{ provider: 'cartesia' }, { provider: 'openai' }]);
  expect(tts.capabilities.alignedTranscript).toBe(true);
  expect(recogniser.provider).toBe('Cartesia');
});

test('nothing depends on a cloud of LiveKit: detector local, interruption by voice activity', async () => {
  const { options } = await make({ openaiApiKey: 'k', openaiBaseUrl: 'http://127.0.0.1:1' });
  const turns = options.turnHandling;
  expect(turns?.turnDetection).toBeInstanceOf(inference.TurnDetector);
  expect(turns?.turnDetection).toMatchObject({ model: 'turn-detector-v1-mini' });
  expect(turns?.interruption?.mode).toBe('vad');
  expect(turns?.preemptiveGeneration?.enabled).toBe(false);
});

test('a model goes to the provider it was configured for, not to the one in reserve', async () => {
  const {
    stt: recogniser,
    llm,
    tts,
  } = await make(
    { openaiApiKey: 'k', openaiBaseUrl: 'http://127.0.0.1:1' },
    {
      llm: { provider: 'openai', model: 'gpt-test' },
      stt: { provider: 'openai', model: 'stt-test' },
      tts: { provider: 'cartesia', model: 'sonic-test', voice: 'v' },
    },
  );
  expect(llm.model).toBe('gpt-test');
  expect(recogniser.model).toBe('stt-test');
  expect(tts.model).not.toBe('sonic-test');
  expect(tts.sampleRate).toBe(24_000);
});
