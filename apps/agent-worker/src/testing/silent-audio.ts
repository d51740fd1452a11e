import { tts, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';

/** A voice without sound: one frame of 10 ms per piece of text. */
export class SilentTts extends tts.TTS {
  override label = 'silent';

  constructor() {
    super(24_000, 1, { streaming: true, alignedTranscript: false });
  }

  override synthesize(): tts.ChunkedStream {
    throw new TypeError('streams only');
  }

  override stream(): tts.SynthesizeStream {
    return new SilentStream(this);
  }
}

class SilentStream extends tts.SynthesizeStream {
  override label = 'silent';

  protected override async run(): Promise<void> {
    for await (const item of this.input) {
      if (typeof item === 'symbol') continue;
      this.markStarted();
      const frame = AudioFrame.create(24_000, 1, 240);
      this.queue.put({ requestId: 'r', segmentId: 's', frame, final: false });
    }
  }
}

/**
 * A loudspeaker that a test drives: playout begins with the first frame; it ends when the test says so,
 * or when the agent is interrupted, at the words that the test says were heard.
 */
export class ScriptedSpeaker extends voice.AudioOutput {
  /** What an interrupted playout was heard of. */
  heardWhenCut = '';
  #playing = false;
  #started = Promise.withResolvers<void>();

  constructor() {
    super(24_000, undefined, { pause: false });
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    await super.captureFrame(frame);
    if (this.#playing) return;
    this.#playing = true;
    // A second ago, so that what follows at once is heard all the same.
    this.onPlaybackStarted(Date.now() - 1_000);
    this.#started.resolve();
  }

  /** Resolves when the agent is heard. */
  async audible(): Promise<void> {
    await this.#started.promise;
    this.#started = Promise.withResolvers<void>();
  }

  /** The playout has come to its end. */
  finish(heard: string): void {
    this.#end({ heard, interrupted: false });
  }

  override clearBuffer(): void {
    this.#end({ heard: this.heardWhenCut, interrupted: true });
    // The same interruption is told twice, as agents-js #2457 has it.
    this.emit(voice.AudioOutput.EVENT_PLAYBACK_FINISHED, { playbackPosition: 1, interrupted: true });
  }

  #end({ heard, interrupted }: { heard: string; interrupted: boolean }): void {
    if (!this.#playing) return;
    this.#playing = false;
    this.onPlaybackFinished({ playbackPosition: 1, interrupted, synchronizedTranscript: heard });
  }
}
