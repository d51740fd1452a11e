import type { ServerOptions } from 'node:http';

/** Milliseconds. */
export interface ServerTimeouts {
  /** Until a connection has sent the headers of its request. */
  headers: number;
  /** Until the whole request is there: 25 MB on a slow line. */
  request: number;
  /** Without a byte in either direction. */
  silence: number;
  /** Between requests; more than proxies keep idle connections, so that they and not we close them. */
  keepAlive: number;
  /** How often the first two are looked after. */
  check: number;
}

export const serverTimeouts: ServerTimeouts = {
  headers: 10_000,
  request: 60_000,
  silence: 120_000,
  keepAlive: 72_000,
  check: 5_000,
};

/** For Fastify: somebody who sends a byte now and then, or nothing, or never reads, does not hold a connection. */
export const timeoutOptions = (timeouts: ServerTimeouts, http: ServerOptions) => ({
  requestTimeout: timeouts.request,
  connectionTimeout: timeouts.silence,
  keepAliveTimeout: timeouts.keepAlive,
  http: { ...http, headersTimeout: timeouts.headers, connectionsCheckingInterval: timeouts.check },
});
