import { isPortFree } from './is-port-free.mjs';

/**
 * A free port below the range from which the system serves outgoing connections, so that none of those takes
 * it between our look and the service's start.
 * @param {{ protocol?: 'tcp' | 'udp', host?: string }} [where]
 */
export const findFreePort = async (where = {}) => {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 17_000);
    if (await isPortFree(port, where)) return port;
  }
};
