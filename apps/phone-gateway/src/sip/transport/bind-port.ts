import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, isIPv6, type Server } from 'node:net';

export interface Bound {
  udp: UdpSocket;
  tcp: Server;
  port: number;
}

/** UDP and TCP on the same port: the wanted one, else a few above it, else any. 0 is any from the start. */
export async function bindPort(host: string, wanted: number): Promise<Bound> {
  // Not 5061, which is by custom for TLS.
  const candidates = wanted === 0 ? [] : [0, 10, 20, 30, 40].map((step) => wanted + step);
  for (const port of [...candidates.filter((port) => port < 65_536), ...Array<number>(10).fill(0)]) {
    const bound = await tryPort(host, port);
    if (bound) return bound;
  }
  throw new Error(`No port for SIP could be had on ${host}`);
}

async function tryPort(host: string, wanted: number): Promise<Bound | undefined> {
  const tcp = createServer();
  try {
    tcp.listen({ host, port: wanted });
    await once(tcp, 'listening');
  } catch (error) {
    return whenBusy(error);
  }
  const address = tcp.address();
  const port = typeof address === 'object' && address ? address.port : wanted;
  const udp = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  try {
    udp.bind({ address: host, port, exclusive: true });
    await once(udp, 'listening');
  } catch (error) {
    tcp.close();
    udp.close();
    return whenBusy(error);
  }
  return { udp, tcp, port };
}

function whenBusy(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
}
