import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { loadScenario } from '../callers/load-scenario.ts';
import { knowSentences } from '../speech/know-sentences.ts';
import { type Recognizer, startRecognizer } from '../speech/start-recognizer.ts';
import { Behaviours } from './behaviour.ts';
import { sttTurns } from './cartesia/stt-turns.ts';
import { ttsBytes } from './cartesia/tts-bytes.ts';
import { ttsSocket } from './cartesia/tts-socket.ts';
import { voices } from './cartesia/voices.ts';
import { clientKey, isWrongKey } from './client-key.ts';
import { controlRoutes } from './control-routes.ts';
import { chatCompletions } from './openai/chat-completions.ts';
import { models } from './openai/models.ts';
import { openaiError } from './openai/openai-error.ts';
import { realtime } from './openai/realtime.ts';
import { speech } from './openai/speech.ts';
import { transcriptions } from './openai/transcriptions.ts';
import { RequestLog } from './request-log.ts';
import type { SimulatorContext } from './simulator-context.ts';

export interface Simulators {
  url: string;
  openaiBaseUrl: string;
  cartesiaBaseUrl: string;
  /** `none`: speech is spoken but not recognised, for want of a Python with pocketsphinx. */
  stt: 'pocketsphinx' | 'known-sentences' | 'none';
  close(): Promise<void>;
}

/**
 * Starts the simulated providers on loopback.
 * @param python a Python that can import pocketsphinx; without it nothing is recognised.
 * @param knows scenarios whose sentences are recognised, and nothing else: by their sound, for next to nothing.
 * @throws Error when the port is taken, RecognizerError when the recogniser does not start.
 */
export async function startSimulators({
  port = 0,
  python,
  knows = [],
}: {
  port?: number;
  python?: string | undefined;
  knows?: readonly string[];
}): Promise<Simulators> {
  const recognizer = knows.length > 0 ? await knowScenarios(knows) : await recognizerOf(python);
  const app = await buildApp({ behaviours: new Behaviours(), log: new RequestLog(), recognizer });
  const close = async (): Promise<void> => {
    await app.close();
    await recognizer?.close();
  };
  try {
    const url = await app.listen({ host: '127.0.0.1', port });
    return {
      url,
      openaiBaseUrl: `${url}/openai/v1`,
      cartesiaBaseUrl: `${url}/cartesia`,
      stt: knows.length > 0 ? 'known-sentences' : recognizer ? 'pocketsphinx' : 'none',
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const recognizerOf = async (python: string | undefined): Promise<Recognizer | undefined> =>
  python === undefined ? undefined : startRecognizer({ python });

function knowScenarios(names: readonly string[]): Promise<Recognizer> {
  const sentences = names
    .map(loadScenario)
    .flatMap(({ steps, voice }) => steps.flatMap(({ say }) => say ?? []).map((text) => ({ text, voice })));
  return knowSentences(sentences);
}

async function buildApp(context: SimulatorContext): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  await app.register(websocket, { options: { maxPayload: 8 * 1024 * 1024 } });
  controlRoutes(app, context);
  await app.register(
    async (openai) => {
      openai.addHook('onRequest', async (request, reply) => {
        const key = clientKey(request);
        const fault = key === '' ? 'You did not provide an API key.' : 'Incorrect API key provided.';
        if (isWrongKey(key)) return reply.code(401).send(openaiError(fault));
      });
      models(openai);
      chatCompletions(openai, context);
      speech(openai, context);
      transcriptions(openai, context);
      realtime(openai, context);
    },
    { prefix: '/openai/v1' },
  );
  await app.register(
    async (cartesia) => {
      cartesia.addHook('onRequest', async (request, reply) => {
        const key = clientKey(request);
        const error = key === '' ? 'Missing API key' : 'Invalid API key';
        if (isWrongKey(key)) return reply.code(401).send({ error });
      });
      voices(cartesia);
      ttsSocket(cartesia, context);
      ttsBytes(cartesia, context);
      sttTurns(cartesia, context);
    },
    { prefix: '/cartesia' },
  );
  return app;
}
