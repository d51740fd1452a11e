import type { llm, VAD, voice } from '@livekit/agents';
import type { AgentConfig, Channel } from '@parley/contracts';
import { type ChosenProviders, chooseProviders } from './choose-providers.ts';
import { createOpenaiLlm } from './llm/openai-llm.ts';
import type { ProviderKeys, ProviderSettings } from './provider-keys.ts';
import { sessionOptions } from './session-options.ts';
import { createCartesiaStt } from './stt/cartesia-stt.ts';
import { createOpenaiStt } from './stt/openai-stt.ts';
import { ReconnectingStt } from './stt/reconnecting-stt.ts';
import { createCartesiaTts } from './tts/cartesia-tts.ts';
import { createOpenaiTts } from './tts/openai-tts.ts';
import { RepeatingTts } from './tts/repeating-tts.ts';
import { createTurnDetector } from './turn-detector.ts';

export interface VoiceInput {
  config: Pick<AgentConfig, 'models' | 'languages'>;
  keys: ProviderKeys;
  vad: VAD;
  channel: Channel;
}

/** Everything an AgentSession is made of, and the parts that the job talks to directly. */
export interface Voice {
  stt: ReconnectingStt;
  llm: llm.LLM;
  tts: RepeatingTts;
  options: voice.AgentSessionOptions;
  providers: ChosenProviders;
}

const makeStt = { openai: createOpenaiStt, cartesia: createCartesiaStt };
const makeTts = { cartesia: createCartesiaTts, openai: createOpenaiTts };

/**
 * Turns an agent's configuration into LiveKit components. Call it inside the job.
 * @throws VoiceConfigError when a stage has no provider with a key.
 */
export function createVoice({ config, keys, vad, channel }: VoiceInput): Voice {
  const { models, languages } = config;
  const language = languages.first;
  const providers = chooseProviders(models, keys);
  // A model or voice belongs to the provider it was configured for.
  const modelOf = (stage: 'stt' | 'llm', provider: string): string | undefined =>
    models[stage]?.provider === provider ? models[stage]?.model : undefined;
  const ttsOf = (provider: string) => (models.tts?.provider === provider ? models.tts : undefined);
  const settingsOf = (provider: keyof ProviderKeys) => keys[provider] as ProviderSettings;

  const stt = new ReconnectingStt(
    providers.stt.map((provider) =>
      makeStt[provider]({ settings: settingsOf(provider), language, model: modelOf('stt', provider) }),
    ),
  );
  const tts = new RepeatingTts(
    providers.tts.map((provider) =>
      makeTts[provider]({
        settings: settingsOf(provider),
        language,
        model: ttsOf(provider)?.model,
        voice: ttsOf(provider)?.voice,
      }),
    ),
  );
  const llm = createOpenaiLlm({
    settings: settingsOf(providers.llm),
    model: modelOf('llm', providers.llm),
  });
  const turns = sessionOptions({ turnDetector: createTurnDetector(), channel });
  return { stt, llm, tts, providers, options: { stt, llm, tts, vad, ...turns } };
}
