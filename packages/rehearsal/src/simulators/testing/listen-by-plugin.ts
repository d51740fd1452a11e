import { stt } from '@livekit/agents';
import { silentFrames, spokenFrames } from './audio-frames.ts';

export interface Heard {
  interims: string[];
  finals: string[];
  events: stt.SpeechEventType[];
}

/**
 * Says sentences to a plugin's STT stream, the next one when the last is final. As in a call, words are heard
 * before the silence after them: that comes with the first interim text of a few words.
 * @param commit ends each utterance by a flush, for a plugin without ears of its own.
 */
export async function listenByPlugin(
  stream: stt.SpeechStream,
  sentences: string[],
  { sampleRate, commit = false }: { sampleRate: number; commit?: boolean },
): Promise<Heard> {
  const heard: Heard = { interims: [], finals: [], events: [] };
  let ended = false;
  const say = async (text: string): Promise<void> => {
    ended = false;
    for (const frame of await spokenFrames(text, { sampleRate })) stream.pushFrame(frame);
  };
  const endUtterance = (): void => {
    ended = true;
    for (const frame of silentFrames(1200, sampleRate)) stream.pushFrame(frame);
    if (commit) stream.flush();
  };
  await say(sentences[0] as string);
  for await (const event of stream) {
    heard.events.push(event.type);
    const text = event.alternatives?.[0]?.text ?? '';
    if (event.type === stt.SpeechEventType.INTERIM_TRANSCRIPT) {
      heard.interims.push(text);
      if (!ended && text.split(' ').length >= 2) endUtterance();
    }
    if (event.type === stt.SpeechEventType.FINAL_TRANSCRIPT) {
      heard.finals.push(text);
      const next = sentences[heard.finals.length];
      if (next !== undefined) await say(next);
    }
    const ends = heard.events.filter((type) => type === stt.SpeechEventType.END_OF_SPEECH).length;
    if (heard.finals.length === sentences.length && (commit || ends === sentences.length)) break;
  }
  stream.close();
  return heard;
}
