import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const script = fileURLToPath(new URL('../../python/recognizer.py', import.meta.url));

const lineSchema = z.object({
  ready: z.boolean().optional(),
  segment: z.number().optional(),
  partial: z.string().optional(),
  final: z.string().optional(),
  cmn: z.string().optional(),
  error: z.string().optional(),
});
export type RecognizerLine = z.infer<typeof lineSchema>;

export interface RecognizerProcess {
  /** Resolves when it can recognise; rejects, with its last words, when it ended before. */
  ready: Promise<void>;
  /** Resolves when it ended, with its last words. */
  ended: Promise<string>;
  /** One frame, as `python/recognizer.py` describes them. */
  send(kind: 'S' | 'A' | 'F' | 'X', segment: number, body?: Uint8Array): void;
  /** Ends it by closing its input; kills it when it does not follow. */
  stop(): Promise<void>;
  readonly pid: number | undefined;
}

/** Starts one recogniser in a Python that can import pocketsphinx. */
export function spawnRecognizer(python: string, onLine: (line: RecognizerLine) => void): RecognizerProcess {
  const child = spawn(python, ['-u', script], { stdio: ['pipe', 'pipe', 'pipe'] });
  let lastWords = '';
  child.stderr.on('data', (data: Buffer) => {
    lastWords = (lastWords + data.toString()).slice(-2000);
  });
  // Writing to one that just ended fails here; `ended` tells.
  child.stdin.on('error', () => {});

  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(describeEnd(lastWords, code, signal)));
  });
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = lineSchema.parse(JSON.parse(text));
      if (line.ready) resolve();
      else onLine(line);
    });
    void ended.then((why) => reject(new Error(why)));
  });
  ready.catch(() => {});

  return {
    ready,
    ended,
    get pid() {
      return child.pid;
    },
    send(kind, segment, body = new Uint8Array()) {
      const header = Buffer.alloc(9);
      header.write(kind, 0, 'latin1');
      header.writeUInt32LE(segment, 1);
      header.writeUInt32LE(body.length, 5);
      child.stdin.write(Buffer.concat([header, body]));
    },
    async stop() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      await ended;
      clearTimeout(timer);
    },
  };
}

function describeEnd(lastWords: string, code: number | null, signal: ChildProcess['signalCode']): string {
  const lastLine = lastWords.trim().split('\n').at(-1);
  return lastLine || `it ended by ${signal ?? `exit code ${code}`}`;
}
