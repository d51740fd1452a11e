import type { Agent, LoggedIn, Session, SessionId, Transcript } from '@parley/contracts';
import { type Credential, credentialHeaders, credentialOf } from './credential.ts';
import { requestJson } from './request-json.ts';
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
}

/** A client of the session API. Every method throws ParleyApiError. */
export function createParleyClient(options: ParleyClientOptions): ParleyClient {
  const base = options.url.replace(/\/+$/, '');
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  const send = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> =>
    requestJson<T>({
      fetch,
      url: `${base}${path}`,
      method,
      headers: credentialHeaders(credentialOf(options)),
      body,
      timeoutMs: options.timeoutMs ?? 10_000,
    });
  const getSession = (sessionId: string): Promise<Session> => send('GET', `/sessions/${segment(sessionId)}`);

  return {
    health: () => send('GET', '/health'),
    logIn: (input) => send('POST', '/login', input),
    token: (input) => send('GET', `/token${query(input)}`),
    createSession: (input) => send('POST', '/session', input),
    stopSession: (sessionId) => send('DELETE', `/session/${segment(sessionId)}`),
    getSession,
    listSessions: (input = {}) => send('GET', `/sessions${query(input)}`),
    getTranscript: (sessionId) => send('GET', `/transcripts/${segment(sessionId)}`),
    listAgents: () => send('GET', '/agents'),
    watchTranscript: (watch) =>
      watchTranscript(watch, {
        url: base,
        credential: () => credentialOf(options),
        probe: () => getSession(watch.sessionId),
        WebSocket: options.WebSocket ?? globalThis.WebSocket,
      }),
  };
}

const segment = (value: string): string => encodeURIComponent(value);

function query(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(Object.fromEntries(given.map(([key, value]) => [key, String(value)])))}`;
}
