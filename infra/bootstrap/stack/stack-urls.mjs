/**
 * @typedef {object} StackUrls
 * @property {string} controlPlane
 * @property {string} livekit for clients (ws or wss)
 * @property {string} livekitHttp
 * @property {string} simulators
 * @property {string} openai the base URL of the simulated OpenAI
 * @property {string} cartesia the base URL of the simulated Cartesia
 * @property {string} worker its health
 * @property {string} phone the phone gateway: LiveKit's SIP API
 * @property {string} sip where telephones call, without a number
 */

/**
 * Where each part answers, for the other parts on this machine.
 * @param {object} options
 * @param {string} options.host
 * @param {import('./start-stack.mjs').StackPorts} options.ports
 * @param {string} [options.livekitUrl] of a server that runs elsewhere
 * @returns {StackUrls}
 */
export const stackUrls = ({ host, ports, livekitUrl }) => {
  const reachable =
    host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const livekit = livekitUrl ?? `ws://${reachable}:${ports.livekit}`;
  const simulators = `http://127.0.0.1:${ports.simulators}`;
  return {
    controlPlane: `http://${reachable}:${ports.controlPlane}`,
    livekit,
    livekitHttp: livekit.replace(/^ws/, 'http'),
    simulators,
    openai: `${simulators}/openai/v1`,
    cartesia: `${simulators}/cartesia`,
    worker: `http://127.0.0.1:${ports.worker}`,
    phone: `http://127.0.0.1:${ports.phone}`,
    sip: `127.0.0.1:${ports.sip}`,
  };
};
