import type { openSipSockets, SipSockets } from '../transport/sip-sockets.ts';

/** A network in memory that loses, doubles and reorders datagrams, the same ones for the same seed. */
export function lossyNetwork({ loss, seed = 1 }: { loss: number; seed?: number }) {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const listeners = new Map<number, Parameters<typeof openSipSockets>[0]>();
  const counts = { sent: 0, lost: 0 };

  const open: typeof openSipSockets = async (options) => {
    const port = 10_000 + listeners.size;
    listeners.set(port, options);
    const sockets: SipSockets = {
      port,
      connections: 0,
      async sendUdp(text, to) {
        const copies = random() < 0.1 ? 2 : 1;
        for (let i = 0; i < copies; i++) {
          counts.sent += 1;
          if (random() < loss) counts.lost += 1;
          else
            setTimeout(
              () => listeners.get(to.port)?.onMessage(text, { address: options.host, port, protocol: 'UDP' }),
              random() * 5,
            );
        }
      },
      connectTcp: () => Promise.reject(new Error('UDP only')),
      close: async () => void listeners.delete(port),
    };
    return sockets;
  };
  return { open, counts };
}
