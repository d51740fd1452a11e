import { type FliteSpeech, speakOnThread } from './speak-on-thread.ts';
import { speakableText } from './speakable-text.ts';
import { isVoice, type Voice } from './voices.ts';
import { type WordTime, wordTimes } from './word-times.ts';

export interface Speech {
  /** Mono samples. Shared with the cache: do not write into it. */
  pcm: Int16Array;
  sampleRate: number;
  /** The words of the text as written, with the times at which they are heard. */
  words: WordTime[];
}

const cached = new Map<string, Promise<FliteSpeech>>();
const maxCached = 64;

/**
 * Speaks `text` with flite, off the event loop. What has nothing to pronounce gives no samples.
 * @throws Error when the voice does not exist.
 */
export async function synthesize({ text, voice }: { text: string; voice: Voice }): Promise<Speech> {
  // flite itself would speak in another voice.
  if (!isVoice(voice)) throw new Error(`there is no voice ${voice}`);
  const speakable = speakableText(text);
  if (!/\p{L}/u.test(speakable)) return { pcm: new Int16Array(), sampleRate: 16_000, words: [] };
  const { pcm, sampleRate, phones } = await speakOnce(speakable, voice);
  return { pcm, sampleRate, words: wordTimes(text, phones) };
}

function speakOnce(speakable: string, voice: Voice): Promise<FliteSpeech> {
  const key = `${voice}:${speakable}`;
  const speech = cached.get(key) ?? speakOnThread(speakable, voice);
  cached.delete(key);
  cached.set(key, speech);
  speech.catch(() => cached.delete(key));
  for (const oldest of cached.keys()) {
    if (cached.size <= maxCached) break;
    cached.delete(oldest);
  }
  return speech;
}
