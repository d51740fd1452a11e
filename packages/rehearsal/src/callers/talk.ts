import { type Conversation, converse, type Happening } from './converse.ts';
import type { HeardTurn } from './create-ear.ts';
import type { Inbox } from './create-inbox.ts';
import { createRecording, type Recording } from './create-recording.ts';
import type { TranscriptLog } from './create-transcript-log.ts';
import type { Clock } from './mouth.ts';
import type { CallerEnd, OpenLine } from './open-line.ts';
import type { RunCallOptions } from './run-call.ts';

/** The rate of flite's natural voices and of the recogniser. */
const sampleRate = 16_000;

export interface TalkInput {
  options: RunCallOptions;
  line: OpenLine;
  clock: Clock;
  inbox: Inbox<Happening>;
  log: TranscriptLog;
}

export interface Talked {
  conversation: Conversation;
  heard: HeardTurn[];
  recording: Recording;
  typing: boolean;
  /** When the conversation was over. */
  leftAtMs: number;
}

/** Enters, talks by the scenario, and leaves; also when it fails. */
export async function talk({ options, line, clock, inbox, log }: TalkInput): Promise<Talked> {
  const { scenario, recognizer, signal } = options;
  const recording = createRecording(sampleRate);
  const heard: HeardTurn[] = [];
  const typing = options.phone === undefined && (options.type ?? recognizer === undefined);
  let conversation: Conversation = { said: [], leftBy: 'nobody' };
  let caller: CallerEnd | undefined;
  try {
    caller = await line.enter({
      voice: scenario.voice,
      typing,
      clock,
      recording,
      recognizer: typing ? undefined : recognizer,
      turnEndMs: scenario.turn_end_ms,
      signal,
      onStart: (startMs) => inbox.put({ type: 'agent_started', startMs }),
      onTurn: (turn) => {
        heard.push(turn);
        inbox.put({ type: 'agent_turn', turn });
      },
      onLateWords: () => inbox.put({ type: 'more_words' }),
      onGone: () => inbox.put({ type: 'over' }),
    });
    const { mouth, ear } = caller;
    conversation = await converse({
      scenario,
      inbox,
      mouth,
      agentSpeaks: () => ear.speaking,
      printedSince: (ms) => log.agentSince(ms),
    });
  } catch (error) {
    conversation.failure = `the call could not be held: ${(error as Error).message}`;
  }
  const leftAtMs = clock();
  await caller?.leave();
  return { conversation, heard, recording, typing, leftAtMs };
}
