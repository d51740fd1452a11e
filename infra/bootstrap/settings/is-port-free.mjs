import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/**
 * Tries by listening, the only answer that counts.
 * @param {number} port
 * @param {{ protocol?: 'tcp' | 'udp', host?: string }} [where]
 * @returns {Promise<boolean>}
 */
export const isPortFree = (port, { protocol = 'tcp', host = '127.0.0.1' } = {}) =>
  new Promise((resolve) => {
    if (protocol === 'udp') {
      const socket = createSocket('udp4');
      socket.once('error', () => socket.close(() => resolve(false)));
      socket.bind({ port, address: host, exclusive: true }, () => socket.close(() => resolve(true)));
      return;
    }
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
