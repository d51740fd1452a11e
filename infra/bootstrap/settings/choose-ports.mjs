import { needsPhoneGateway, needsSimulators } from '../stack/service-env.mjs';
import { UserError } from '../user-error.mjs';
import { findPortHolder } from './find-port-holder.mjs';
import { isLoopback } from './is-loopback.mjs';
import { isPortFree } from './is-port-free.mjs';

/**
 * @typedef {'controlPlane' | 'livekit' | 'livekitTcp' | 'livekitUdp' | 'simulators' | 'worker' | 'phone' | 'sip'} PortName
 * @typedef {{ variable: string, preferred: number, protocol: 'tcp' | 'udp', title: string }} PortRule
 */

/** @type {Record<PortName, PortRule>} */
export const portRules = {
  controlPlane: { variable: 'PARLEY_PORT', preferred: 8080, protocol: 'tcp', title: 'the control plane' },
  livekit: { variable: 'PARLEY_LIVEKIT_PORT', preferred: 7880, protocol: 'tcp', title: 'LiveKit' },
  livekitTcp: {
    variable: 'PARLEY_LIVEKIT_TCP_PORT',
    preferred: 7881,
    protocol: 'tcp',
    title: "LiveKit's media over TCP",
  },
  livekitUdp: {
    variable: 'PARLEY_LIVEKIT_UDP_PORT',
    preferred: 7882,
    protocol: 'udp',
    title: "LiveKit's media",
  },
  simulators: {
    variable: 'PARLEY_SIMULATOR_PORT',
    preferred: 8090,
    protocol: 'tcp',
    title: 'the simulated providers',
  },
  worker: { variable: 'PARLEY_WORKER_PORT', preferred: 8091, protocol: 'tcp', title: "the worker's health" },
  phone: { variable: 'PARLEY_PHONE_PORT', preferred: 8082, protocol: 'tcp', title: 'the phone gateway' },
  sip: { variable: 'PARLEY_SIP_PORT', preferred: 5060, protocol: 'udp', title: 'SIP' },
};

/** @param {PortRule} rule @param {string} value @param {string} host */
const takeFixed = async ({ variable, protocol }, value, host) => {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(`${variable}=${value} is not a port: a whole number from 1 to 65535 is needed.`);
  }
  if (await isPortFree(port, { protocol, host })) return port;
  const holder = findPortHolder(port);
  throw new UserError(
    `Port ${port} (${variable}) is in use${holder ? ` by process ${holder}` : ''}. Free it, or set ${variable} to another port or to nothing.`,
  );
};

/**
 * A fixed port is kept or is an error; any other moves up until one is free.
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {readonly PortName[]} options.wanted
 * @param {string} options.host
 * @param {(text: string) => void} options.say told about each port that had to move
 * @returns {Promise<Partial<Record<PortName, number>>>}
 */
export const choosePorts = async ({ env, wanted, host, say }) => {
  /** @type {Partial<Record<PortName, number>>} */
  const ports = {};
  // 0 leaves the choice to us, as it does for the services themselves.
  const isFixed = (/** @type {PortName} */ name) => (env[portRules[name].variable] ?? '0') !== '0';
  for (const name of [...wanted.filter(isFixed), ...wanted.filter((other) => !isFixed(other))]) {
    const rule = portRules[name];
    const fixed = env[rule.variable];
    if (fixed !== undefined && isFixed(name)) {
      const other = wanted.find((one) => ports[one] === Number(fixed));
      if (other) {
        throw new UserError(
          `${rule.variable} and ${portRules[other].variable} are both ${fixed}. Give each its own port.`,
        );
      }
      ports[name] = await takeFixed(rule, fixed, host);
      continue;
    }
    let port = rule.preferred;
    while (
      Object.values(ports).includes(port) ||
      !(await isPortFree(port, { protocol: rule.protocol, host }))
    ) {
      port += 1;
      if (port > 65_535)
        throw new UserError(`There is no free port from ${rule.preferred} up for ${rule.title}.`);
    }
    if (port !== rule.preferred) say(`Port ${rule.preferred} is in use: ${rule.title} gets ${port}.`);
    ports[name] = port;
  }
  return ports;
};

/**
 * The ports of what these settings make us start.
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} externalLiveKit
 * @returns {PortName[]}
 */
export const wantedPorts = (env, externalLiveKit) => {
  const open = !isLoopback(env.PARLEY_HOST ?? '127.0.0.1');
  return [
    'controlPlane',
    ...(externalLiveKit ? [] : /** @type {const} */ (['livekit', 'livekitUdp'])),
    ...(open && !externalLiveKit ? /** @type {const} */ (['livekitTcp']) : []),
    ...(needsSimulators(env) ? /** @type {const} */ (['simulators']) : []),
    'worker',
    ...(needsPhoneGateway(env) ? /** @type {const} */ (['phone', 'sip']) : []),
  ];
};
