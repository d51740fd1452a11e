import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, isIPv6 } from 'node:net';
import type { HostPort } from '../message/via.ts';
import type { SipSource } from '../types.ts';
import { bindPort } from './bind-port.ts';
import { TcpConnection } from './tcp-connection.ts';

const connectMs = 4_000;

export interface SocketOptions {
  host: string;
  port: number;
  maxMessageBytes: number;
  maxConnections: number;
  /** `connection` is left out on UDP. */
  onMessage(text: string, source: SipSource, connection?: TcpConnection): void;
  onOversized(source: SipSource): void;
  /** False: the connection is closed before a byte is read. */
  admits(source: SipSource): boolean;
}

export type SipSockets = Awaited<ReturnType<typeof openSipSockets>>;

/** UDP and TCP on one port: bytes in, texts out. What they mean is decided above. */
export async function openSipSockets(options: SocketOptions) {
  const { host, maxMessageBytes, maxConnections } = options;
  const { udp, tcp, port } = await bindPort(host, options.port);
  const connections = new Set<TcpConnection>();
  let closed = false;

  udp.on('message', (bytes, { address, port }) => {
    const source: SipSource = { address, port, protocol: 'UDP' };
    if (bytes.length > maxMessageBytes) return options.onOversized(source);
    // Keep-alives: CRLFs, or a zero byte.
    if (bytes.length <= 4) return;
    options.onMessage(bytes.toString('utf8'), source);
  });
  // A failed send is told to its sender; the socket goes on.
  udp.on('error', () => {});
  try {
    udp.setRecvBufferSize(1 << 20);
  } catch {
    // A smaller buffer only drops more of a flood.
  }

  const adopt = (socket: ConstructorParameters<typeof TcpConnection>[0]) => {
    const connection = new TcpConnection(socket, {
      maxBytes: maxMessageBytes,
      events: {
        onMessage: (bytes, source, from) => options.onMessage(bytes.toString('utf8'), source, from),
        onBroken: options.onOversized,
      },
    });
    connections.add(connection);
    connection.onClose(() => connections.delete(connection));
    return connection;
  };
  tcp.on('connection', (socket) => {
    const source: SipSource = {
      address: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
      port: socket.remotePort ?? 0,
      protocol: 'TCP',
    };
    if (connections.size >= maxConnections || !options.admits(source)) socket.destroy();
    else adopt(socket);
  });
  tcp.on('error', () => {});

  return {
    port,
    get connections() {
      return connections.size;
    },
    async sendUdp(text: string, to: HostPort): Promise<void> {
      const address = await resolveHost(to.host, host);
      // After close nobody waits for what would have been sent.
      if (closed) return;
      await new Promise<void>((resolve, reject) => {
        udp.send(text, to.port, address, (error) => (error ? reject(error) : resolve()));
      });
    },
    async connectTcp(to: HostPort): Promise<TcpConnection> {
      const address = await resolveHost(to.host, host);
      const known = [...connections].find(
        ({ open, source }) => open && source.address === address && source.port === to.port,
      );
      if (known) return known;
      const socket = connect({
        host: address,
        port: to.port,
        localAddress: unspecific(host) ? undefined : host,
      });
      try {
        await once(socket, 'connect', { signal: AbortSignal.timeout(connectMs) });
      } catch (error) {
        socket.destroy();
        throw error;
      }
      return adopt(socket);
    },
    async close(): Promise<void> {
      closed = true;
      for (const connection of connections) connection.destroy();
      await Promise.all([
        new Promise<void>((resolve) => udp.close(resolve)),
        new Promise<void>((resolve) => tcp.close(() => resolve())),
      ]);
    },
  };
}

/** Addresses of the socket's own family only; names by A or AAAA, no SRV. */
async function resolveHost(name: string, ownHost: string): Promise<string> {
  if (isIP(name)) return name;
  return (await lookup(name, { family: isIPv6(ownHost) ? 6 : 4 })).address;
}

const unspecific = (host: string) => host === '0.0.0.0' || host === '::';
