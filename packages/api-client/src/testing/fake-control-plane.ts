import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EndReason, isDurable, type WorkerEvent, workerMessageSchema } from '@parley/contracts';
import { type WebSocket, WebSocketServer } from 'ws';

/** What survives a restart of the fake, as the database does of the real one. */
export interface FakeStore {
  /** Durable events, once per (job, seq), in the order of their arrival. */
  events: { jobId: string; seq: number; at: string; event: WorkerEvent }[];
  /** Every event message, interims and repeats included. */
  received: { jobId: string; seq: number; event: WorkerEvent }[];
  dones: EndReason[];
}

export interface RecordedRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface FakeOptions {
  port?: number;
  store?: FakeStore;
  /** Answers to REST by `METHOD /path` (no query); 404 NOT_FOUND otherwise. */
  routes?: Record<string, (request: RecordedRequest) => Answer | Promise<Answer>>;
  /** Status to refuse socket handshakes with. */
  refuseSockets?: () => number | undefined;
  /** False: events are stored, their acknowledgement is kept back (a crash between commit and ack). */
  acknowledges?: () => boolean;
  /** Called for each stored event, e.g. to crash at a chosen one. */
  onEvent?: (event: WorkerEvent, count: number) => void;
  /** Called when a job says that it is over. */
  onDone?: (reason: EndReason) => void;
  /** Speaks the viewers' protocol to sockets on `/ws/…`. */
  onViewer?: (socket: WebSocket, url: URL) => void;
}

export interface FakeControlPlane {
  url: string;
  port: number;
  store: FakeStore;
  requests: RecordedRequest[];
  /** Upgrade requests to the worker's socket. */
  handshakes: IncomingMessage['headers'][];
  end(reason: EndReason): void;
  closeSockets(code: number): void;
  /** Stops reading from the present sockets, as a hung process does. */
  freeze(): void;
  /** Resolves when the condition holds; looked at after every message and hello. */
  until(condition: () => boolean): Promise<void>;
  /** Cuts every connection without a goodbye, as kill -9 does. */
  kill(): Promise<void>;
}

/** The control plane's side of the wire for tests: REST answers by table, and the worker's event socket. */
export async function startFakeControlPlane(options: FakeOptions = {}): Promise<FakeControlPlane> {
  const store = options.store ?? { events: [], received: [], dones: [] };
  const requests: RecordedRequest[] = [];
  const handshakes: IncomingMessage['headers'][] = [];
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const look of watchers) look();
  };

  const server = createServer(async (request, response) => {
    const recorded = await recordRequest(request);
    requests.push(recorded);
    const route = options.routes?.[`${recorded.method} ${recorded.url.split('?')[0]}`];
    send(response, route ? await route(recorded) : notFound);
    changed();
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const status = options.refuseSockets?.();
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      const url = new URL(request.url ?? '/', 'http://fake');
      if (url.pathname.startsWith('/ws/')) return options.onViewer?.(accepted, url);
      handshakes.push(request.headers);
      serveWorker(accepted, store, options, changed);
    });
  });

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    store,
    requests,
    handshakes,
    end: (reason) => {
      for (const socket of sockets.clients) socket.send(JSON.stringify({ type: 'end', reason }));
    },
    closeSockets: (code) => {
      for (const socket of sockets.clients) socket.close(code);
    },
    freeze: () => {
      for (const socket of sockets.clients) socket.pause();
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!condition()) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    kill: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serveWorker(socket: WebSocket, store: FakeStore, options: FakeOptions, changed: () => void): void {
  let jobId = '';
  const acked = (): number => Math.max(0, ...store.events.filter((e) => e.jobId === jobId).map((e) => e.seq));
  socket.on('message', (data) => {
    const message = workerMessageSchema.parse(JSON.parse(String(data)));
    if (message.type === 'hello') {
      jobId = message.job_id;
      socket.send(JSON.stringify({ type: 'welcome', acked_seq: acked() }));
    } else if (message.type === 'done') {
      store.dones.push(message.reason);
      options.onDone?.(message.reason);
    } else {
      store.received.push({ jobId, seq: message.seq, event: message.event });
      if (isDurable(message.event) && message.seq > acked()) {
        store.events.push({ jobId, seq: message.seq, at: message.at, event: message.event });
        options.onEvent?.(message.event, store.events.length);
      }
      if (options.acknowledges?.() ?? true) socket.send(JSON.stringify({ type: 'ack', seq: acked() }));
    }
    changed();
  });
}

const notFound: Answer = {
  status: 404,
  body: { type: 'about:blank', title: 'Not found', status: 404, code: 'NOT_FOUND' },
};

async function recordRequest(request: IncomingMessage): Promise<RecordedRequest> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    body: body === '' ? undefined : JSON.parse(body),
  };
}

function send(response: ServerResponse, answer: Answer): void {
  const type = answer.status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(answer.status, { 'content-type': type, ...answer.headers });
  response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
}
