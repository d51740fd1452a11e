import { type CallResult, type Recognizer, wordAccuracy } from '@parley/rehearsal';

const piece = 320;

/**
 * What a telephone heard, judged after the call, when there is time for it: the share of the agent's printed words,
 * 0 to 1, that speech recognition finds in the audio.
 */
export async function judgeHearing(call: CallResult, recognizer: Recognizer): Promise<number> {
  const pcm = call.recording.channel('agent');
  const heard: string[] = [];
  for (const { startMs, endMs } of call.heard) {
    const at = (ms: number) => Math.round((ms / 1000) * call.recording.sampleRate);
    const stream = recognizer.openStream();
    const turn = pcm.subarray(Math.max(0, at(startMs - 300)), at(endMs + 300));
    for (let from = 0; from < turn.length; from += piece) stream.write(turn.subarray(from, from + piece));
    heard.push(await stream.finish());
  }
  const printed = call.printed.filter(({ speaker }) => speaker === 'agent').map(({ text }) => text);
  return wordAccuracy(printed.join(' '), heard.join(' '));
}
