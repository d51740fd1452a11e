import type { TranscriptSegment } from '@parley/contracts';
import { wordAccuracy } from '../text/word-accuracy.ts';
import type { CallResult, CutOff, Interruption } from './call-result.ts';
import type { HeardTurn } from './create-ear.ts';
import type { Recording } from './create-recording.ts';
import { heardSilences } from './heard-silences.ts';
import type { Utterance } from './mouth.ts';
import { type SpeechSpan, speechSpans } from './speech-spans.ts';

/** Pauses between words and sentences are shorter than this, and an agent that was cut off is silent for longer. */
const pauseMs = 400;

export interface MeasureInput {
  recording: Recording;
  said: Utterance[];
  heard: HeardTurn[];
  printed: TranscriptSegment[];
}

type Measures = Pick<CallResult, 'greeting_ms' | 'silences' | 'interruptions' | 'cut_offs' | 'accuracy'>;

/** What the recording and the transcript tell of a call. */
export function measureCall({ recording, said, heard, printed }: MeasureInput): Measures {
  const agent = speechSpans(recording.channel('agent'), recording.sampleRate, pauseMs);
  const caller = said.map(({ startMs, endMs }) => ({ startMs, endMs }));
  const text = (speaker: 'agent' | 'caller') =>
    printed
      .flatMap((segment) => (segment.speaker === speaker && !isKeyed(segment) ? [segment.text] : []))
      .join(' ');
  const recognised = heard.flatMap((turn) => turn.text ?? []);
  const whole = said.filter(({ cut }) => !cut).map((utterance) => utterance.text);
  return {
    greeting_ms: agent[0]?.startMs ?? null,
    silences: heardSilences(caller, agent),
    interruptions: interruptionsIn(caller, agent),
    cut_offs: cutOffsIn(caller, agent),
    accuracy: {
      agent: recognised.length > 0 ? wordAccuracy(text('agent'), recognised.join(' ')) : null,
      caller:
        whole.length > 0 && whole.length === said.length
          ? wordAccuracy(whole.join(' '), text('caller'))
          : null,
    },
  };
}

/** Pressed on a keypad, and not said. */
const isKeyed = ({ text }: TranscriptSegment): boolean => text.startsWith('[keys]');

const interruptionsIn = (caller: SpeechSpan[], agent: SpeechSpan[]): Interruption[] =>
  caller.flatMap(({ startMs }) => {
    const talking = agent.find((span) => span.startMs < startMs && span.endMs > startMs);
    return talking ? [{ atMs: startMs, silentAfterMs: talking.endMs - startMs }] : [];
  });

const cutOffsIn = (caller: SpeechSpan[], agent: SpeechSpan[]): CutOff[] =>
  agent
    .filter(({ startMs: at }) => caller.some(({ startMs, endMs }) => startMs < at && at < endMs))
    .map(({ startMs }) => ({ atMs: startMs }));
