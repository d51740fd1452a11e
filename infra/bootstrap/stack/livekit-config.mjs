import { isLoopback } from '../settings/is-loopback.mjs';

/**
 * Media on loopback alone, and clients sent to no public STUN server but to a port where nobody answers. (At its own
 * UDP port LiveKit would take their questions for media, and no call would connect.)
 */
const loopbackMedia = (/** @type {number} */ silentPort) => ({
  node_ip: '127.0.0.1',
  ips: { includes: ['127.0.0.1/32'] },
  enable_loopback_candidate: true,
  stun_servers: [`127.0.0.1:${silentPort}`],
});

/**
 * The configuration of the LiveKit server that we start.
 * @param {object} options
 * @param {string} options.host where it listens
 * @param {{ livekit: number, livekitUdp: number, livekitTcp: number }} options.ports
 * @param {{ apiKey: string, apiSecret: string }} options.keys
 * @param {string} options.webhookUrl
 * @param {boolean} [options.portsMapped] in a container with a network of its own, behind mapped ports
 */
export const livekitConfig = ({ host, ports, keys, webhookUrl, portsMapped = false }) => {
  const local = isLoopback(host);
  const everywhere = host === '0.0.0.0' || host === '::';
  return {
    port: ports.livekit,
    bind_addresses: [portsMapped ? '0.0.0.0' : host],
    rtc: {
      udp_port: ports.livekitUdp,
      // LiveKit's TCP port cannot be bound to one address: on loopback, where UDP always works, there is none.
      tcp_port: local ? 0 : ports.livekitTcp,
      use_external_ip: false,
      ...(local && !portsMapped ? loopbackMedia(ports.livekit) : everywhere ? {} : { node_ip: host }),
    },
    // Rooms are made by the control plane alone, so a token cannot make one.
    room: { auto_create: false },
    // Workers report load by sessions: at 0.7, the default, LiveKit would drop the last third without a word.
    agents: { target_load: 1 },
    keys: { [keys.apiKey]: keys.apiSecret },
    webhook: { api_key: keys.apiKey, urls: [webhookUrl] },
    logging: { level: 'info', json: true },
  };
};
