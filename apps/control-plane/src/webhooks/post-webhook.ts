import { lookup as systemLookup } from 'node:dns';
import { type Agent, type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { DeliveryOutcome } from '@parley/core';
import type { AddressGuard } from './address-guard.ts';

export interface PostWebhook {
  url: string;
  headers: Record<string, string>;
  body: string;
  mayReach: AddressGuard;
  /** Milliseconds for all of it. */
  timeoutMs: number;
  /** How names are found; the system's way when left out. */
  lookup?: LookupFunction | undefined;
  /** What connects; a new connection for each message when left out. */
  agent?: Agent | undefined;
}

class RefusedAddressError extends Error {}

/**
 * Sends one POST and reads nothing but the status. The address is judged where the connection is made, whatever name
 * led there; redirects are not followed.
 */
export async function postWebhook(options: PostWebhook): Promise<DeliveryOutcome> {
  try {
    const status = await send(options);
    if (status >= 200 && status < 300) return { delivered: true, status };
    return { delivered: false, status, error: `The endpoint answered ${status}.` };
  } catch (error) {
    return { delivered: false, status: null, error: explain(error) };
  }
}

function send({
  url,
  headers,
  body,
  mayReach,
  timeoutMs,
  lookup = systemLookup,
  agent,
}: PostWebhook): Promise<number> {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, '');
  // An address needs no lookup, so it is judged here.
  if (isIP(host) !== 0 && !mayReach(host)) return Promise.reject(new RefusedAddressError(host));
  return new Promise((resolve, reject) => {
    const start = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const request: ClientRequest = start(target, {
      method: 'POST',
      agent: agent ?? false,
      lookup: guardedLookup(lookup, mayReach),
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    const timer = setTimeout(() => request.destroy(new Error('There was no answer in time.')), timeoutMs);
    request.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.on('error', reject);
    request.on('close', () => clearTimeout(timer));
    request.end(body);
  });
}

/** Leaves of a name's addresses those that may be reached; none left is an error, and nothing is connected to. */
const guardedLookup =
  (lookup: LookupFunction, mayReach: AddressGuard): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = Array.isArray(found) ? found : [{ address: found, family: isIP(found) }];
      const allowed = addresses.filter(({ address }) => mayReach(address));
      const [first] = allowed;
      if (!first) return callback(new RefusedAddressError(hostname), []);
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };

function explain(error: unknown): string {
  if (error instanceof RefusedAddressError) {
    return 'The address is not on the public internet. Operators may allow it in PARLEY_WEBHOOK_ALLOWED_NETWORKS.';
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOTFOUND')
    return 'The host name is unknown.';
  if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') {
    return 'The host refused the connection.';
  }
  return error instanceof Error && error.message !== '' ? error.message : 'The connection failed.';
}
