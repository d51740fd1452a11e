import {
  createRecognitionStream,
  type RecognitionStream,
  type StreamOptions,
} from './create-recognition-stream.ts';
import { type RecognizerLine, type RecognizerProcess, spawnRecognizer } from './spawn-recognizer.ts';

export type { RecognitionStream } from './create-recognition-stream.ts';

/** Recognition failed for reasons of its own, not for what was said. */
export class RecognizerError extends Error {}

export interface Recognizer {
  /** One line of audio. Streams are independent; each remembers how its speaker and line sound. */
  openStream(options?: StreamOptions): RecognitionStream;
  /** Ends the child process; what is unfinished fails. */
  close(): Promise<void>;
  /** The child process, for tests that end it. */
  readonly pid: number | undefined;
}

export interface Segment {
  write(pcm: Uint8Array): void;
  finish(): Promise<{ text: string; cmn: string }>;
  forget(): void;
}

interface Listener {
  onPartial(text: string): void;
  resolve(heard: { text: string; cmn: string }): void;
  reject(error: Error): void;
}

const maxRestarts = 3;

/**
 * Starts the streaming recogniser (PocketSphinx, US English) in a child process. When it crashes, what it was
 * hearing fails with a RecognizerError and a new one is started.
 * @param python a Python that can import pocketsphinx 5.1.
 * @throws RecognizerError when it cannot be started.
 */
export async function startRecognizer({ python }: { python: string }): Promise<Recognizer> {
  const listeners = new Map<number, Listener>();
  let lastSegment = 0;
  let restarts = 0;
  let closed = false;

  const hear = (line: RecognizerLine): void => {
    const listener = listeners.get(line.segment ?? 0);
    if (!listener) return;
    if (line.partial !== undefined) {
      listener.onPartial(line.partial);
      return;
    }
    listeners.delete(line.segment ?? 0);
    restarts = 0;
    if (line.error !== undefined) listener.reject(new RecognizerError(line.error));
    else listener.resolve({ text: line.final ?? '', cmn: line.cmn ?? '' });
  };
  const failAll = (message: string): void => {
    for (const listener of listeners.values()) listener.reject(new RecognizerError(message));
    listeners.clear();
  };
  const spawn = (): RecognizerProcess => {
    const started = spawnRecognizer(python, hear);
    void started.ended.then((why) => {
      failAll(closed ? 'the recogniser was closed' : `the recogniser ended: ${why}`);
      if (!closed && restarts++ < maxRestarts) child = spawn();
    });
    return started;
  };

  restarts = maxRestarts;
  let child = spawn();
  await child.ready.catch((error: Error) => {
    throw new RecognizerError(`cannot start the recogniser with ${python}: ${error.message}`);
  });
  restarts = 0;

  const startSegment = (cmn: string, onPartial: (text: string) => void): Segment => {
    const segment = ++lastSegment;
    const owner = child;
    const heard = new Promise<{ text: string; cmn: string }>((resolve, reject) => {
      listeners.set(segment, { onPartial, resolve, reject });
      if (closed || restarts > maxRestarts) failAll('the recogniser is not running');
    });
    heard.catch(() => {});
    owner.send('S', segment, Buffer.from(cmn));
    return {
      write: (pcm) => owner.send('A', segment, pcm),
      finish() {
        owner.send('F', segment);
        return heard;
      },
      forget() {
        listeners.delete(segment);
        owner.send('X', segment);
      },
    };
  };

  return {
    openStream: (options = {}) => createRecognitionStream(startSegment, options),
    async close() {
      closed = true;
      await child.stop();
    },
    get pid() {
      return child.pid;
    },
  };
}
