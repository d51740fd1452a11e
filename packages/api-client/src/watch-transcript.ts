import { socketCloseCodes, type ViewerMessage, viewerMessageSchema } from '@parley/contracts';
import { backoffDelay } from './backoff-delay.ts';
import { isParleyApiError, type ParleyApiError } from './parley-api-error.ts';

export type WatchState =
  | { state: 'connecting' }
  | { state: 'open' }
  | { state: 'reconnecting'; attempt: number; retryInMs: number }
  /** The session is over and everything was seen. */
  | { state: 'ended' }
  /** The server will not serve this session to us; `error` says why where it is known. */
  | { state: 'refused'; code: number; error: ParleyApiError | undefined }
  /** `close()` was called. */
  | { state: 'stopped' };

export interface WatchOptions {
  sessionId: string;
  /** Highest seq already seen; 0 (the default) replays the whole session. */
  after?: number;
  /** Every event once, in the order of seq. */
  onMessage: (message: ViewerMessage) => void;
  onState?: (state: WatchState) => void;
}

export interface TranscriptWatch {
  close(): void;
  /** Highest seq seen so far. */
  readonly lastSeq: number;
  /** Resolves with the last state: ended, refused or stopped. */
  readonly closed: Promise<WatchState>;
}

export interface WatchConnection {
  url: string;
  credential: () => string | undefined;
  /** Asks by REST whether the session is ours: a browser's socket hides why its handshake was refused. */
  probe: () => Promise<unknown>;
  WebSocket: typeof globalThis.WebSocket;
}

const refusals: number[] = [
  socketCloseCodes.badMessage,
  socketCloseCodes.unauthenticated,
  socketCloseCodes.notFound,
];

/** Follows a session's events, across lost sockets and restarts of the server, until the session is over. */
export function watchTranscript(options: WatchOptions, connection: WatchConnection): TranscriptWatch {
  const closed = Promise.withResolvers<WatchState>();
  let lastSeq = options.after ?? 0;
  let over = false;
  let failures = 0;
  let socket: WebSocket | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const finish = (state: WatchState): void => {
    if (over) return;
    over = true;
    clearTimeout(retry);
    options.onState?.(state);
    closed.resolve(state);
  };

  const reconnect = (): void => {
    failures += 1;
    const retryInMs = backoffDelay(failures);
    options.onState?.({ state: 'reconnecting', attempt: failures, retryInMs });
    retry = setTimeout(connect, retryInMs);
  };

  const lost = async (code: number, hadOpened: boolean): Promise<void> => {
    if (over) return;
    if (code === 1000) return finish({ state: 'ended' });
    const error = hadOpened && !refusals.includes(code) ? undefined : await refusal(connection.probe);
    if (over) return;
    if (error || refusals.includes(code)) return finish({ state: 'refused', code, error });
    reconnect();
  };

  const receive = (data: unknown): void => {
    const message = parseMessage(data);
    if (over || message === undefined || message.seq <= lastSeq) return;
    lastSeq = message.seq;
    failures = 0;
    if (message.known) options.onMessage(message.known);
  };

  const connect = (): void => {
    let opened = false;
    const current = new connection.WebSocket(socketUrl(connection, options.sessionId, lastSeq));
    socket = current;
    current.addEventListener('open', () => {
      opened = true;
      if (!over) options.onState?.({ state: 'open' });
    });
    current.addEventListener('message', (event) => receive(event.data));
    current.addEventListener('close', (event) => void lost(event.code, opened));
    // A close event always follows; without a listener Node would treat the error as uncaught.
    current.addEventListener('error', () => {});
  };

  options.onState?.({ state: 'connecting' });
  connect();
  return {
    close: () => {
      finish({ state: 'stopped' });
      socket?.close(1000);
    },
    get lastSeq() {
      return lastSeq;
    },
    closed: closed.promise,
  };
}

function socketUrl(connection: WatchConnection, sessionId: string, after: number): string {
  const base = connection.url === '' ? pageOrigin() : connection.url;
  const url = new URL(
    `${base.replace(/^http/, 'ws')}/ws/transcript/${encodeURIComponent(sessionId)}?after=${after}`,
  );
  const secret = connection.credential();
  if (secret !== undefined) url.searchParams.set('token', secret);
  return url.href;
}

function pageOrigin(): string {
  const page = (globalThis as { location?: { origin: string } }).location;
  if (!page) throw new TypeError('createParleyClient needs a url outside a browser');
  return page.origin;
}

/** `known` is undefined for an event type newer than this client: it is passed over, but counted as seen. */
function parseMessage(data: unknown): { seq: number; known: ViewerMessage | undefined } | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const raw: unknown = JSON.parse(data);
    const parsed = viewerMessageSchema.safeParse(raw);
    const seq = (raw as { seq?: unknown } | null)?.seq;
    return typeof seq === 'number' ? { seq, known: parsed.data } : undefined;
  } catch {
    return undefined;
  }
}

/** The error when the server says that we may not watch; undefined when it is merely away. */
async function refusal(probe: () => Promise<unknown>): Promise<ParleyApiError | undefined> {
  try {
    await probe();
    return undefined;
  } catch (error) {
    return isParleyApiError(error) && [401, 403, 404].includes(error.status) ? error : undefined;
  }
}
