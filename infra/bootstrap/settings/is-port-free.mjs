import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { UserError } from '../user-error.mjs';

/**
 * Tries by listening, the only answer that counts.
 * @param {number} port
 * @param {{ protocol?: 'tcp' | 'udp', host?: string }} [where]
 * @returns {Promise<boolean>}
 */
export const isPortFree = (port, { protocol = 'tcp', host = '127.0.0.1' } = {}) =>
  new Promise((resolve, reject) => {
    /** Anything but "taken" would be the same for every port. @param {NodeJS.ErrnoException} error */
    const answer = (error) =>
      ['EADDRINUSE', 'EACCES'].includes(error.code ?? '')
        ? resolve(false)
        : reject(new UserError(`PARLEY_HOST=${host} cannot be listened on: ${error.message}`));
    if (protocol === 'udp') {
      const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
      socket.once('error', (error) => socket.close(() => answer(error)));
      socket.bind({ port, address: host, exclusive: true }, () => socket.close(() => resolve(true)));
      return;
    }
    const server = createServer();
    server.once('error', answer);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
