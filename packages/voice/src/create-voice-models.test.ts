import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { initializeLogger, llm } from '@livekit/agents';
import { agentConfigSchema } from '@parley/contracts';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createVoice } from './create-voice.ts';
import { loadVad } from './load-vad.ts';
import { providerKeys } from './provider-keys.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

const closers: (() => unknown)[] = [];
afterEach(() => Promise.all(closers.splice(0).map((close) => close())));

/** An OpenAI-compatible server: the model `broken` fails, others answer with their name. */
async function startModels() {
  const asked: { model: string; temperature?: number }[] = [];
  const server: Server = createServer(async (request, response) => {
    const body = JSON.parse(await new Response(request as never).text());
    asked.push({ model: body.model, temperature: body.temperature });
    if (body.model === 'broken') return void response.writeHead(500).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunk = { id: '1', choices: [{ index: 0, delta: { role: 'assistant', content: body.model } }] };
    response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

async function make(config: object, openaiBaseUrl: string) {
  const voice = createVoice({
    config: agentConfigSchema.parse({ greeting: 'Hi.', persona: 'P', ...config }),
    keys: providerKeys({ openaiApiKey: 'k', openaiBaseUrl }),
    vad: await loadVad(),
    channel: 'browser',
  });
  closers.push(() => Promise.all([voice.stt.close(), voice.tts.close(), voice.llm.aclose()]));
  return voice;
}

async function answerOf(model: llm.LLM): Promise<string> {
  const chatCtx = new llm.ChatContext();
  chatCtx.addMessage({ role: 'user', content: 'Hello?' });
  let text = '';
  for await (const { delta } of model.chat({ chatCtx })) text += delta?.content ?? '';
  return text;
}

test('a model that fails is followed by its fall-back, at the same temperature', async () => {
  const { url, asked } = await startModels();
  const fallbacks = [{ provider: 'openai', model: 'spare' }];
  const { llm: model } = await make(
    { models: { llm: { provider: 'openai', model: 'broken', temperature: 0.2, fallbacks } } },
    url,
  );
  const failed: string[] = [];
  model.on('error', ({ error }) => failed.push(error.message));
  expect([await answerOf(model), failed]).toEqual(['spare', ['500 status code (no body)']]);
  expect(asked.slice(0, 1)).toEqual([{ model: 'broken', temperature: 0.2 }]);
  expect(asked).toContainEqual({ model: 'spare', temperature: 0.2 });
});

test('another language is heard and spoken from now on; what follows the caller hears every language', async () => {
  const languages = { first: 'en', allowed: ['de'], switching: 'on_request' };
  const voice = await make({ languages }, 'http://127.0.0.1:1');
  const used: string[] = [];
  voice.stt.use = (recognisers) => used.push(...recognisers.map(({ label }) => label));
  voice.changeLanguage('de');
  expect(used).toHaveLength(1);
  const follower = await make({ languages: { ...languages, switching: 'follow' } }, 'http://127.0.0.1:1');
  follower.stt.use = () => used.push('again');
  follower.changeLanguage('de');
  expect(used).toHaveLength(1);
});
