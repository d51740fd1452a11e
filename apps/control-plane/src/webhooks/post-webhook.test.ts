import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type LookupFunction } from 'node:net';
import { webhookEndpointBodySchema } from '@parley/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRebindingDns } from '../testing/rebinding-dns.ts';
import { TrapAgent } from '../testing/trap-agent.ts';
import { type AddressGuard, createAddressGuard } from './address-guard.ts';
import { brokenUrls, hostileUrls } from './hostile-urls.ts';
import { postWebhook } from './post-webhook.ts';

let trap: Server;
let port: number;
let reached: number;
beforeEach(async () => {
  reached = 0;
  trap = createServer((_, response) => response.end('caught'));
  trap.on('connection', () => {
    reached += 1;
  });
  await new Promise<void>((listening) => trap.listen(0, '127.0.0.1', listening));
  port = (trap.address() as AddressInfo).port;
});
afterEach(() => new Promise((closed) => trap.close(closed)));

/** Every name leads to the trap. */
const toTrap: LookupFunction = (_, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);
const guarded = createAddressGuard([]);
const unguarded = () => true;

const post = (url: string, mayReach = guarded, lookup = toTrap, timeoutMs = 2_000) =>
  postWebhook({ url, headers: {}, body: '{}', mayReach, lookup, timeoutMs });

describe('what is not the public internet', () => {
  test('is not connected to, in whatever way its address is written', async () => {
    const urls = hostileUrls(port);
    expect(urls.length).toBeGreaterThanOrEqual(200);
    expect(new Set(urls.map((url) => new URL(url).hostname)).size).toBeGreaterThanOrEqual(200);
    for (const url of urls) {
      const refused = { delivered: false, status: null, error: expect.stringContaining('public internet') };
      expect([url, await post(url)]).toEqual([url, refused]);
      expect([url, await post(url.replace(/http:/i, 'https:'))]).toEqual([url, refused]);
    }
    expect(reached).toBe(0);
  });

  test('would be without the guard: each address of the list, where every way leads to the trap', async () => {
    const agent = new TrapAgent(port);
    const urls = hostileUrls(port);
    const through = (mayReach: AddressGuard) => (url: string) =>
      postWebhook({ url, headers: {}, body: '{}', mayReach, lookup: toTrap, timeoutMs: 2_000, agent });
    for (const url of urls) await through(guarded)(url);
    expect([agent.connections, reached]).toEqual([0, 0]);
    for (const url of urls) {
      expect([url, await through(unguarded)(url)]).toEqual([url, { delivered: true, status: 200 }]);
    }
    expect([agent.connections, reached]).toEqual([urls.length, urls.length]);
  });

  test('would be without the guard, over the real network too, as far as the address leads here', async () => {
    const toIt = hostileUrls(port).filter((url) =>
      /^(127\.0\.0\.1|.*trap\.test\.?)$/.test(URL.parse(url)?.hostname ?? ''),
    );
    expect(toIt.length).toBeGreaterThan(60);
    for (const url of toIt) await post(url, unguarded);
    expect(reached).toBe(toIt.length);
  });

  test('can be no endpoint’s when it is no address at all', () => {
    const accepted = brokenUrls(port).filter((url) => webhookEndpointBodySchema.safeParse({ url }).success);
    expect(accepted).toEqual([]);
  });

  test.each([
    { name: 'rebind.test', what: 'that is public at every other look only', without: 3 },
    { name: 'both.test', what: 'that is both public and not', without: 6 },
    { name: 'six.test', what: 'that has an IPv6 address only', without: 6 },
  ])('is not reached by a name $what', async ({ name, without }) => {
    const dns = await startRebindingDns();
    try {
      const agent = new TrapAgent(port, [dns.publicAddress]);
      const url = `http://${name}:${port}/`;
      const sendSix = async (mayReach: AddressGuard) => {
        const options = {
          url,
          headers: {},
          body: '{}',
          mayReach,
          lookup: dns.lookup,
          timeoutMs: 2_000,
          agent,
        };
        for (let count = 0; count < 6; count += 1) await postWebhook(options);
      };
      await sendSix(guarded);
      expect(dns.queries(name)).toBe(6);
      expect([agent.connections, reached]).toEqual([0, 0]);
      await sendSix(unguarded);
      expect([agent.connections, reached]).toEqual([without, without]);
    } finally {
      await dns.close();
    }
  });

  test('is passed over when a name leads to both', async () => {
    const tried: string[] = [];
    const mixed: LookupFunction = (_, __, callback) =>
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '192.0.2.1', family: 4 },
      ]);
    const mayReach = (address: string) => {
      tried.push(address);
      return guarded(address);
    };
    expect(await post(`http://both.test:${port}/`, mayReach, mixed)).toMatchObject({ delivered: false });
    expect(tried).toEqual(['127.0.0.1', '192.0.2.1']);
    expect(reached).toBe(0);
  });

  test('may be allowed by the operator, network by network', () => {
    const guard = createAddressGuard(['10.1.0.0/16', '127.0.0.1', 'fd00::/8']);
    const answers = ['10.1.2.3', '10.2.0.1', '127.0.0.1', '127.0.0.2', 'fd00::5', 'fe80::1', '8.8.8.8', 'x'];
    expect(answers.map(guard)).toEqual([true, false, true, false, true, false, true, false]);
  });

  test.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450:4001::1', '93.184.216.34'])(
    'the public address %s is fine',
    (address) => expect(guarded(address)).toBe(true),
  );
});

describe('an endpoint that', () => {
  const answering = async (status: number, headers: Record<string, string> = {}) => {
    const server = createServer((_, response) => response.writeHead(status, headers).end('x'.repeat(1e6)));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const outcome = await post(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, unguarded);
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    return outcome;
  };

  test('answers 2xx has it; any other answer is a failure, and a redirect leads nowhere', async () => {
    expect(await answering(204)).toEqual({ delivered: true, status: 204 });
    expect(await answering(500)).toMatchObject({ delivered: false, status: 500 });
    for (const status of [301, 302, 303, 307, 308]) {
      const location = `http://127.0.0.1:${port}/`;
      expect(await answering(status, { location, refresh: `0; url=${location}` })).toMatchObject({
        delivered: false,
        status,
      });
    }
    expect(reached).toBe(0);
  });

  test('says nothing, hangs up, or is not there: told in words', async () => {
    const silent = createTcpServer((socket) => socket.on('error', () => {}).resume());
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const at = (silent.address() as AddressInfo).port;
    const late = await post(`http://127.0.0.1:${at}/`, unguarded, toTrap, 100);
    expect(late).toEqual({ delivered: false, status: null, error: 'There was no answer in time.' });
    await new Promise((closed) => silent.close(closed));
    expect(await post(`http://127.0.0.1:${at}/`, unguarded)).toMatchObject({
      error: 'The host refused the connection.',
    });
  });
});
