import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type LookupFunction } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAddressGuard } from './address-guard.ts';
import { hostileUrls } from './hostile-urls.ts';
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
    for (const url of urls) {
      if (!URL.canParse(url)) continue;
      expect([url, await post(url)]).toEqual([
        url,
        expect.objectContaining({ delivered: false, status: null }),
      ]);
    }
    expect(reached).toBe(0);
  });

  test('would be without the guard', async () => {
    const toIt = hostileUrls(port).filter((url) =>
      /^(127\.0\.0\.1|.*trap\.test\.?)$/.test(URL.parse(url)?.hostname ?? ''),
    );
    expect(toIt.length).toBeGreaterThan(30);
    for (const url of toIt) await post(url, unguarded);
    expect(reached).toBe(toIt.length);
  });

  test('is not reached by a name that changes its address between two looks', async () => {
    let looks = 0;
    const rebinding: LookupFunction = (_, options, callback) => {
      looks += 1;
      const address = looks === 1 ? '93.184.216.34' : '127.0.0.1';
      if (options.all) callback(null, [{ address, family: 4 }]);
      else callback(null, address, 4);
    };
    for (let count = 0; count < 3; count += 1)
      await post(`http://rebind.test:${port}/`, guarded, rebinding, 300);
    expect(looks).toBe(3);
    expect(reached).toBe(0);
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
    expect(await answering(302, { location: `http://127.0.0.1:${port}/` })).toMatchObject({
      delivered: false,
      status: 302,
    });
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
