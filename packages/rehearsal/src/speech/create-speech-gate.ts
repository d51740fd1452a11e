import { rms } from './rms.ts';

const frameMs = 20;
/** Below this no speech is expected, whatever the line's noise: about -47 dBFS. */
const quietest = 150;
const onsetFrames = 3;
const prerollFrames = 15;
/** Speech that goes on longer is cut here: a decoder's memory grows with it. */
const longestFrames = 1000;

export interface SpeechGateOptions {
  sampleRate: number;
  /** Silence that ends a stretch of speech. */
  hangoverMs: number;
  /** `preroll`: what was heard just before, with soft beginnings of words. */
  onStart(preroll: Int16Array[]): void;
  onAudio(pcm: Int16Array): void;
  onEnd(): void;
}

/** Lets only stretches of speech through, by energy against the line's own noise: a recogniser hears words in silence. */
export interface SpeechGate {
  push(pcm: Int16Array): void;
  /** Ends a stretch that goes on. */
  flush(): void;
  readonly open: boolean;
  /** Milliseconds since the last loud frame; undefined before there was any since the last `flush`. */
  readonly silenceMs: number | undefined;
}

export function createSpeechGate(options: SpeechGateOptions): SpeechGate {
  const size = (options.sampleRate * frameMs) / 1000;
  const hangover = options.hangoverMs / frameMs;
  let rest = new Int16Array();
  let recent: Int16Array[] = [];
  let noise = quietest / 3;
  let open = false;
  let loud = 0;
  let quiet = 0;
  let length = 0;
  let lastLoud: number | undefined;
  let heard = 0;

  const close = (): void => {
    open = false;
    loud = 0;
    quiet = 0;
    options.onEnd();
  };
  const hear = (frame: Int16Array): void => {
    heard++;
    const level = rms(frame);
    const isLoud = level > Math.max(quietest, noise * 3);
    noise = level < noise ? Math.max(level, 1) : Math.min(noise * (isLoud ? 1.002 : 1.01), 2000);
    if (open) {
      options.onAudio(frame);
      if (isLoud) lastLoud = heard;
      quiet = isLoud ? 0 : quiet + 1;
      length++;
      if (quiet >= hangover || length >= longestFrames) close();
      return;
    }
    recent.push(frame);
    loud = isLoud ? loud + 1 : 0;
    if (loud >= onsetFrames) {
      open = true;
      quiet = length = 0;
      lastLoud = heard;
      const preroll = recent;
      recent = [];
      options.onStart(preroll);
    } else if (recent.length > prerollFrames) recent.shift();
  };
  return {
    push(pcm) {
      const joined = new Int16Array(rest.length + pcm.length);
      joined.set(rest);
      joined.set(pcm, rest.length);
      let at = 0;
      for (; at + size <= joined.length; at += size) hear(joined.slice(at, at + size));
      rest = joined.slice(at);
    },
    flush() {
      if (open) close();
      recent = [];
      loud = 0;
      lastLoud = undefined;
    },
    get open() {
      return open;
    },
    get silenceMs() {
      return lastLoud === undefined ? undefined : (heard - lastLoud) * frameMs;
    },
  };
}
