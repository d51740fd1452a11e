import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export interface FliteSpeech {
  pcm: Int16Array;
  sampleRate: number;
  phones: { phone: string; end: number }[];
}

type Reply = { id: number; error: string } | (FliteSpeech & { id: number; error?: undefined });

interface Thread {
  worker: Worker;
  waiting: Map<number, { resolve(speech: FliteSpeech): void; reject(error: Error): void }>;
}

const threads: Thread[] = [];
const size = Math.min(2, availableParallelism());
let lastId = 0;

/** Speaks on the least busy of at most two threads, as a sentence costs 60 to 150 ms of CPU. Idle threads hold no process open. */
export function speakOnThread(text: string, voice: string): Promise<FliteSpeech> {
  const { worker, waiting } = leastBusy();
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.ref();
    worker.postMessage({ id, text, voice });
  });
}

function leastBusy(): Thread {
  const idlest = threads.toSorted((a, b) => a.waiting.size - b.waiting.size)[0];
  if (idlest && (idlest.waiting.size === 0 || threads.length >= size)) return idlest;
  const thread = startThread();
  threads.push(thread);
  return thread;
}

function startThread(): Thread {
  const worker = new Worker(new URL('./flite-worker.ts', import.meta.url), { execArgv: [] });
  const thread: Thread = { worker, waiting: new Map() };
  worker.unref();
  worker.on('message', (reply: Reply) => {
    const call = thread.waiting.get(reply.id);
    thread.waiting.delete(reply.id);
    if (thread.waiting.size === 0) worker.unref();
    if (reply.error === undefined) call?.resolve(reply);
    else call?.reject(new Error(reply.error));
  });
  worker.on('error', (error) => {
    threads.splice(threads.indexOf(thread), 1);
    for (const call of thread.waiting.values()) call.reject(error as Error);
  });
  return thread;
}
