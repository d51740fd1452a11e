import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** What may go wrong at an endpoint: an answer that is a failure, a connection that breaks, none at all. */
const failures = ['500', '503', '429', 'reset', 'hang-up', 'silence'] as const;
type Failure = (typeof failures)[number];

/**
 * An endpoint's server that takes every other message, by lot, and checks each with the official verifier.
 * `secrets` are the endpoints' by their paths.
 */
export async function startFailingReceiver(seed = 4711) {
  const secrets = new Map<string, string>();
  /** How often a message was answered with 200. */
  const taken = new Map<string, number>();
  const failed: Partial<Record<Failure, number>> = {};
  const refused: string[] = [];
  let requests = 0;
  const lot = createLot(seed);
  const server = createServer(async (request, response) => {
    requests += 1;
    let body = '';
    try {
      for await (const chunk of request) body += chunk;
    } catch {
      // The sender was killed while it wrote: nothing has come.
      return;
    }
    const secret = secrets.get(request.url ?? '') ?? '';
    try {
      const message = new Webhook(secret).verify(body, request.headers as Record<string, string>);
      if ((message as { id: string }).id !== request.headers['webhook-id']) throw new Error('another id');
    } catch (error) {
      refused.push(String(error));
      response.writeHead(401).end();
      return;
    }
    const failure = lot() < 0.5 ? failures[Math.floor(lot() * failures.length)] : undefined;
    if (failure === undefined) {
      const id = String(request.headers['webhook-id']);
      taken.set(id, (taken.get(id) ?? 0) + 1);
      response.end();
      return;
    }
    failed[failure] = (failed[failure] ?? 0) + 1;
    if (failure === 'reset') request.socket.resetAndDestroy();
    else if (failure === 'hang-up') response.destroy();
    else if (failure !== 'silence') response.writeHead(Number(failure)).end('no');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets,
    taken,
    failed,
    /** Signatures that the verifier did not accept, with its words. */
    refused,
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The same numbers from 0 to 1 in every run (mulberry32). */
function createLot(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
