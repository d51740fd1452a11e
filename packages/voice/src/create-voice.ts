import type { VAD, voice } from '@livekit/agents';
import type { AgentConfig, Channel } from '@parley/contracts';
import { type ChosenProviders, chooseProviders } from './choose-providers.ts';
import { createOpenaiLlm } from './llm/openai-llm.ts';
import { RepeatingLlm } from './llm/repeating-llm.ts';
import type { ProviderKeys, ProviderSettings } from './provider-keys.ts';
import { sessionOptions } from './session-options.ts';
import type { StageTime } from './stage-time.ts';
import { createCartesiaStt } from './stt/cartesia-stt.ts';
import { createOpenaiStt } from './stt/openai-stt.ts';
import { ReconnectingStt } from './stt/reconnecting-stt.ts';
import { createCartesiaTts } from './tts/cartesia-tts.ts';
import { createOpenaiTts } from './tts/openai-tts.ts';
import type { Phrases } from './tts/phrases/phrase-store.ts';
import { type PhraseSource, RepeatingTts } from './tts/repeating-tts.ts';
import { TurnTaking } from './turns/turn-taking.ts';

export interface VoiceInput {
  config: Pick<AgentConfig, 'models' | 'languages' | 'turn_taking' | 'collect'>;
  keys: ProviderKeys;
  vad: VAD;
  channel: Channel;
  /** Where fixed words are kept that were spoken once. */
  phrases?: Phrases | undefined;
  /** Told how long a model or a voice was waited for. */
  onStage?: ((time: StageTime) => void) | undefined;
}

/** Everything an AgentSession is made of, and the parts that the job talks to directly. */
export interface Voice {
  stt: ReconnectingStt;
  llm: RepeatingLlm;
  tts: RepeatingTts;
  options: voice.AgentSessionOptions;
  providers: ChosenProviders;
  /** When the caller's turn is over; to be attached to the session. */
  turns: TurnTaking;
  /** From now on the caller is understood, and the agent speaks, in another language. */
  changeLanguage(language: string): void;
}

const makeStt = { openai: createOpenaiStt, cartesia: createCartesiaStt };
const makeTts = { cartesia: createCartesiaTts, openai: createOpenaiTts };

/**
 * Turns an agent's configuration into LiveKit components. Call it inside the job.
 * @throws VoiceConfigError when a stage has no provider with a key.
 */
export function createVoice({ config, keys, vad, channel, phrases, onStage }: VoiceInput): Voice {
  const { models, languages } = config;
  const providers = chooseProviders(models, keys);
  const settingsOf = (provider: keyof ProviderKeys) => keys[provider] as ProviderSettings;
  // One that follows the caller must hear what language it is.
  const detect = languages.switching === 'follow';
  const recognisers = (language: string) =>
    providers.stt.map(({ provider, model }) =>
      makeStt[provider]({ settings: settingsOf(provider), language, model, detect }),
    );
  const voices = (language: string) =>
    providers.tts.map(({ provider, model, voice }) =>
      makeTts[provider]({ settings: settingsOf(provider), language, model, voice, speed: models.tts?.speed }),
    );
  const sound = (language: string): PhraseSource | undefined => {
    const [first] = providers.tts;
    return first && { store: phrases, voice: { ...first, speed: models.tts?.speed, language } };
  };
  const llms = providers.llm.map(({ provider, model }) =>
    createOpenaiLlm({ settings: settingsOf(provider), model, temperature: models.llm?.temperature }),
  );

  const stt = new ReconnectingStt(recognisers(languages.first));
  const tts = new RepeatingTts(voices(languages.first), sound(languages.first), onStage);
  const model = new RepeatingLlm({ candidates: llms, onStage });
  let spoken = languages.first;
  const turns = new TurnTaking({
    vad,
    pace: config.turn_taking.pace,
    facts: config.collect,
    language: () => spoken,
  });
  return {
    stt,
    llm: model,
    tts,
    providers,
    turns,
    options: {
      stt,
      llm: model,
      tts,
      vad: turns.vad,
      ...sessionOptions({ turnDetector: turns.detector, channel }),
    },
    changeLanguage: (language) => {
      spoken = language;
      if (!detect) stt.use(recognisers(language));
      tts.use(voices(language), sound(language));
    },
  };
}
