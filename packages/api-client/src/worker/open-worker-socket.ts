import { type WorkerMessage, type WorkerReply, workerReplySchema } from '@parley/contracts';
import { WebSocket } from 'ws';

/** More waiting bytes than this, and interims are not worth sending. */
const congestedBytes = 64 * 1024;
const closeTimeoutMs = 1_000;

export interface WorkerSocketOptions {
  url: string;
  sessionId: string;
  token: string;
  heartbeatMs: number;
  onOpen: () => void;
  onReply: (reply: WorkerReply) => void;
  /** Called once; `code` is the close code, or the HTTP status when the handshake was refused. */
  onClose: (code: number) => void;
}

export interface WorkerSocket {
  send(message: WorkerMessage): void;
  /** The peer does not keep up with what is sent. */
  readonly congested: boolean;
  /** Resolves when it is closed, within a second. */
  close(): Promise<void>;
}

/** One connection to the session's event socket, watched by pings so that a silent peer is noticed. */
export function openWorkerSocket(options: WorkerSocketOptions): WorkerSocket {
  const base = options.url.replace(/\/+$/, '').replace(/^http/, 'ws');
  const socket = new WebSocket(`${base}/worker/sessions/${encodeURIComponent(options.sessionId)}/events`, {
    headers: { authorization: `Bearer ${options.token}` },
    handshakeTimeout: Math.max(1_000, options.heartbeatMs),
    perMessageDeflate: false,
    maxPayload: 64 * 1024,
  });
  const closed = Promise.withResolvers<void>();
  let refusedWith: number | undefined;
  let alive = true;

  const heartbeat = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, options.heartbeatMs);
  heartbeat.unref();

  socket.on('open', options.onOpen);
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('message', (data) => {
    alive = true;
    const reply = parseReply(String(data));
    if (reply) options.onReply(reply);
  });
  socket.on('unexpected-response', (_, response) => {
    refusedWith = response.statusCode;
    socket.terminate();
  });
  // `close` always follows an error; without a listener Node would treat it as uncaught.
  socket.on('error', () => {});
  socket.on('close', (code) => {
    clearInterval(heartbeat);
    closed.resolve();
    options.onClose(refusedWith ?? code);
  });

  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message), () => {});
    },
    get congested() {
      return socket.bufferedAmount > congestedBytes;
    },
    close: async () => {
      const timer = setTimeout(() => socket.terminate(), closeTimeoutMs);
      socket.close(1000);
      await closed.promise.finally(() => clearTimeout(timer));
    },
  };
}

/** Replies of a newer control plane that this worker does not know are passed over. */
function parseReply(data: string): WorkerReply | undefined {
  try {
    return workerReplySchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
