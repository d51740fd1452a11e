import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import type { LookupFunction } from 'node:net';

const publicAddress = '93.184.216.34';
const loopback = '127.0.0.1';
const typeA = 1;
const typeAaaa = 28;

/**
 * A DNS server on loopback that lies. Its names: `rebind.test` is public at every other look and loopback in between,
 * `both.test` is both, and `six.test` has nothing but ::1. Nothing may be kept (TTL 0).
 */
export async function startRebindingDns() {
  const asked = new Map<string, number>();
  const server = createSocket('udp4');
  server.on('message', (query, from) => {
    const { name, type, end } = readQuestion(query);
    const looks = asked.get(name) ?? 0;
    if (type === typeA) asked.set(name, looks + 1);
    server.send(
      answerTo(query.subarray(0, end), type, recordsOf(name, type, looks)),
      from.port,
      from.address,
    );
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  const resolver = new Resolver({ timeout: 1_000, tries: 2 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  const lookup: LookupFunction = (name, _, callback) => {
    const found = Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    found.then(([four, six]) => {
      const addresses = [
        ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
        ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
      ];
      callback(addresses.length > 0 ? null : new Error('no such name'), addresses);
    });
  };
  return {
    lookup,
    publicAddress,
    /** How often a name's IPv4 addresses were asked for. */
    queries: (name: string) => asked.get(name) ?? 0,
    close: async () => {
      resolver.cancel();
      server.close();
      await once(server, 'close');
    },
  };
}

function recordsOf(name: string, type: number, looks: number): Buffer[] {
  const four = (address: string) => Buffer.from(address.split('.').map(Number));
  if (name === 'six.test') return type === typeAaaa ? [Buffer.from([...Array(15).fill(0), 1])] : [];
  if (type !== typeA) return [];
  if (name === 'both.test') return [four(publicAddress), four(loopback)];
  return [four(looks % 2 === 0 ? publicAddress : loopback)];
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** The question, and to it the records (RFC 1035, section 4). */
function answerTo(question: Buffer, type: number, records: Buffer[]): Buffer {
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(records.length, 6);
  header.writeUInt32BE(0, 8);
  const answers = records.map((data) => {
    const head = Buffer.alloc(12);
    head.writeUInt16BE(0xc00c, 0);
    head.writeUInt16BE(type, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([header, question.subarray(12), ...answers]);
}
