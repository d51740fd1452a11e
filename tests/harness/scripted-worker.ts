import { type WorkerEvent, type WorkerReply, workerReplySchema } from '@parley/contracts';
import { WebSocket } from 'ws';

/** Speaks the worker's side of the event socket by hand. */
export interface ScriptedWorker {
  /** Sends an event and waits for its acknowledgement. */
  report(seq: number, event: WorkerEvent): Promise<void>;
  /** Sends without waiting. */
  send(seq: number, event: WorkerEvent): void;
  welcome: { acked_seq: number };
  ended: Promise<string>;
  close(): void;
}

export interface ScriptedWorkerOptions {
  wsUrl: string;
  sessionId: string;
  token: string;
  jobId: string;
}

export async function connectScriptedWorker(options: ScriptedWorkerOptions): Promise<ScriptedWorker> {
  const socket = new WebSocket(`${options.wsUrl}/worker/sessions/${options.sessionId}/events`, {
    headers: { authorization: `Bearer ${options.token}` },
  });
  const reply = <T>(pick: (message: WorkerReply) => T | undefined, within = 5000) =>
    new Promise<T>((resolve, reject) => {
      const settle = (outcome: () => void) => {
        clearTimeout(timer);
        socket.off('message', read).off('close', gone);
        outcome();
      };
      const read = (data: unknown) => {
        const found = pick(workerReplySchema.parse(JSON.parse(String(data))));
        if (found !== undefined) settle(() => resolve(found));
      };
      const gone = (code: number) => settle(() => reject(new Error(`the worker socket closed with ${code}`)));
      const timer = setTimeout(() => settle(() => reject(new Error(`no reply within ${within} ms`))), within);
      socket.on('message', read).on('close', gone);
    });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const ended = reply((message) => (message.type === 'end' ? message.reason : undefined), 60_000);
  ended.catch(() => {});
  const welcomed = reply((message) => (message.type === 'welcome' ? message : undefined));
  socket.send(JSON.stringify({ type: 'hello', job_id: options.jobId }));
  const send = (seq: number, event: WorkerEvent) =>
    socket.send(JSON.stringify({ type: 'event', seq, at: new Date().toISOString(), event }));
  return {
    welcome: await welcomed,
    ended,
    send,
    async report(seq, event) {
      const acked = reply((message) => (message.type === 'ack' && message.seq >= seq ? true : undefined));
      send(seq, event);
      await acked;
    },
    close: () => socket.close(1000),
  };
}
