import type { Agent, LoggedIn, Session, SessionId, Transcript } from '@parley/contracts';
import { type Ask, createAsk, createOperations, type Operations } from './create-operations.ts';
import { type Credential, credentialHeaders, credentialOf } from './credential.ts';
import { type TranscriptWatch, type WatchOptions, watchTranscript } from './watch-transcript.ts';

export interface ParleyClientOptions {
  /** The control plane's address, e.g. `http://127.0.0.1:8080`; '' means the page's own origin. */
  url: string;
  /** An access token from `logIn`; a function when it changes. */
  token?: Credential;
  /** A secret key of the tenant (`sk_…`), for servers. */
  apiKey?: Credential;
  /** Milliseconds before a request is given up. */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
  WebSocket?: typeof globalThis.WebSocket;
}

export interface ParleyClient {
  health(): Promise<{ status: 'ok' }>;
  logIn(input: { email: string; password: string }): Promise<LoggedIn>;
  /** A LiveKit token for one room and one identity, and the server to take it to. */
  token(input: { room: string; identity: string; name?: string }): Promise<{ token: string; url: string }>;
  createSession(input: {
    room: string;
    agent_id?: string;
    system_prompt?: string;
  }): Promise<{ session_id: SessionId; room: string }>;
  stopSession(sessionId: string): Promise<{ stopped: true }>;
  getSession(sessionId: string): Promise<Session>;
  listSessions(input?: {
    limit?: number;
    cursor?: string;
  }): Promise<{ sessions: Session[]; next_cursor: string | null }>;
  getTranscript(sessionId: string): Promise<Transcript>;
  listAgents(): Promise<{ agents: Agent[] }>;
  watchTranscript(options: WatchOptions): TranscriptWatch;
  /** Every operation of the OpenAPI document: `api.createTicket({ body })`. */
  api: Operations;
  /** The same, with status, ETag and headers beside the body. */
  ask: Ask;
}

/** A client of the API. Every method throws ParleyApiError. */
export function createParleyClient(options: ParleyClientOptions): ParleyClient {
  const base = options.url.replace(/\/+$/, '');
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  const ask = createAsk(() => ({
    fetch,
    url: base,
    headers: credentialHeaders(credentialOf(options)),
    timeoutMs: options.timeoutMs ?? 10_000,
  }));
  const api = createOperations(ask);
  // The document knows ids as texts; the contracts' types say whose they are.
  const getSession = (id: string) => api.getSession({ path: { id } }) as Promise<Session>;

  return {
    api,
    ask,
    health: () => api.checkHealth(),
    logIn: (body) => api.logInForLongToken({ body }) as Promise<LoggedIn>,
    token: (query) => api.getToken({ query }),
    createSession: (body) => api.createSession({ body }) as Promise<{ session_id: SessionId; room: string }>,
    stopSession: (id) => api.stopSession({ path: { id } }),
    getSession,
    listSessions: (query) =>
      api.listSessions({ query }) as Promise<{ sessions: Session[]; next_cursor: string | null }>,
    getTranscript: (id) => api.getTranscript({ path: { id } }) as Promise<Transcript>,
    listAgents: () => api.listAgents() as Promise<{ agents: Agent[] }>,
    watchTranscript: (watch) =>
      watchTranscript(watch, {
        url: base,
        credential: () => credentialOf(options),
        probe: () => getSession(watch.sessionId),
        WebSocket: options.WebSocket ?? globalThis.WebSocket,
      }),
  };
}
