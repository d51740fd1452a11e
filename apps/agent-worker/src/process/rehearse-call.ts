import { type VAD, voice } from '@livekit/agents';
import { type AudioFrame, AudioSource, LocalAudioTrack } from '@livekit/rtc-node';
import { agentConfigSchema, newId, type SessionBrief, sessionBriefSchema } from '@parley/contracts';
import { createVoice, type Phrases, providerKeys, Spoken } from '@parley/voice';
import type { WorkerConfig } from '../config.ts';
import { CallLanguage } from '../session/call-language.ts';
import { callVariables } from '../session/call-variables.ts';
import { createAgent } from '../session/create-agent.ts';
import { Floor } from '../session/floor.ts';

const sampleRate = 24_000;
const facts = [{ key: 'name', label: 'name', question: 'May I have your name?' }];

/** Where nobody listens: what comes is taken for played at once. */
class Nowhere extends voice.AudioOutput {
  #playing = false;

  constructor() {
    super(sampleRate, undefined, { pause: false });
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    await super.captureFrame(frame);
    if (!this.#playing) this.onPlaybackStarted(Date.now());
    this.#playing = true;
  }

  override flush(): void {
    super.flush();
    if (!this.#playing) return;
    this.#playing = false;
    this.onPlaybackFinished({ playbackPosition: 0.02, interrupted: false });
  }

  override clearBuffer(): void {}
}

const greeting = 'Hello.';
/** Has all that is said on a shelf, so that no voice is asked: a fiftieth of a second of noise. */
const phrases: Phrases = {
  read: async () =>
    Spoken.whole([
      {
        samples: new Int16Array(sampleRate / 50).fill(1_000),
        words: [{ text: greeting, startTime: 0, endTime: 0.02 }],
      },
    ]),
  keep: async () => false,
};

/** Kept, so that the native client keeps what it has set up for it. */
const kept: LocalAudioTrack[] = [];

/**
 * Goes through what a call does before its first word: code is loaded and compiled when it first runs, and a caller
 * would wait for that. No provider is asked or connected with (a language model would be); nothing leaves the process but a question for the control plane's health.
 */
export async function rehearseCall({ vad, config }: { vad: VAD; config: WorkerConfig }): Promise<void> {
  kept.push(LocalAudioTrack.createAudioTrack('rehearsal', new AudioSource(sampleRate, 1)));
  // One that is not there is no matter here.
  const asked = fetch(`${config.controlPlaneUrl}/health`)
    .then((answer) => answer.text())
    .catch(() => '');
  await sayNothing(rehearsalBrief(), { vad, config });
  await asked;
}

const rehearsalBrief = (): SessionBrief =>
  sessionBriefSchema.parse({
    session_id: newId('session'),
    livekit_room: 'rehearsal',
    channel: 'phone',
    tenant_name: 'Rehearsal',
    agent_name: 'Rehearsal',
    config: agentConfigSchema.parse({ greeting, persona: 'You rehearse.', collect: facts }),
    system_prompt: null,
    knowledge_topics: ['Opening hours'],
  });

async function sayNothing(
  brief: SessionBrief,
  { vad, config }: { vad: VAD; config: WorkerConfig },
): Promise<void> {
  const { tts, options } = createVoice({
    config: brief.config,
    keys: providerKeys(config, brief.provider_keys),
    vad,
    channel: brief.channel,
    phrases,
  });
  const fillIn = callVariables(brief, new Date());
  const agent = createAgent(brief, {
    access: { url: config.controlPlaneUrl, sessionId: brief.session_id, token: '' },
    report: () => {},
    hangUp: () => {},
    changeLanguage: () => {},
    language: new CallLanguage(brief, fillIn),
    floor: new Floor(),
    fillIn,
  });
  const session = new voice.AgentSession({
    tts,
    vad: null,
    turnHandling: { ...options.turnHandling, turnDetection: null },
  });
  session.output.audio = new Nowhere();
  try {
    await session.start({ agent, record: false });
    await tts.expect([greeting]);
    await session.say(greeting).waitForPlayout();
  } finally {
    await session.close();
    await tts.close();
  }
}
