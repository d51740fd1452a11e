import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { choosePorts, portRules, wantedPorts } from './choose-ports.mjs';
import { findFreePort } from './find-free-port.mjs';
import { isPortFree } from './is-port-free.mjs';

async function takeTcpPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const host = '127.0.0.1';

it('names the variable, the port and the holder when a fixed port is busy', async () => {
  const port = await takeTcpPort();
  const choice = choosePorts({
    env: { PARLEY_PORT: String(port) },
    wanted: ['controlPlane'],
    host,
    say: () => {},
  });
  await expect(choice).rejects.toThrow(`Port ${port} (PARLEY_PORT) is in use by process ${process.pid}`);
});

it('refuses what is not a port', async () => {
  for (const PARLEY_PORT of ['-1', '70000', 'http', '80.5']) {
    const choice = choosePorts({ env: { PARLEY_PORT }, wanted: ['controlPlane'], host, say: () => {} });
    await expect(choice).rejects.toThrow(`PARLEY_PORT=${PARLEY_PORT} is not a port`);
  }
});

it('takes 0 for no wish, and refuses one port for two services', async () => {
  const wanted = ['controlPlane', 'worker'] as const;
  const choose = (env: NodeJS.ProcessEnv) => choosePorts({ env, wanted, host, say: () => {} });
  expect((await choose({ PARLEY_PORT: '0' })).controlPlane).toBeGreaterThanOrEqual(8080);
  const port = String(await findFreePort({ host }));
  await expect(choose({ PARLEY_PORT: port, PARLEY_WORKER_PORT: port })).rejects.toThrow(
    `PARLEY_WORKER_PORT and PARLEY_PORT are both ${port}`,
  );
});

it('says that an address is none of this machine, and chooses on IPv6 as well', async () => {
  const choose = (address: string) =>
    choosePorts({ env: {}, wanted: ['livekitUdp'], host: address, say: () => {} });
  await expect(choose('203.0.113.1')).rejects.toThrow('PARLEY_HOST=203.0.113.1 cannot be listened on');
  await expect(
    choose('::1').then(
      ({ livekitUdp }) => livekitUdp ?? 0,
      (error) => error,
    ),
  ).resolves.toSatisfy(
    // A machine without IPv6 says so.
    (answer) => Number(answer) >= 7882 || /PARLEY_HOST=::1 cannot/.test(String(answer)),
  );
});

it('keeps a free fixed port', async () => {
  const port = await findFreePort();
  const env = { PARLEY_PORT: String(port) };
  expect(await choosePorts({ env, wanted: ['controlPlane'], host, say: () => {} })).toEqual({
    controlPlane: port,
  });
});

it('moves what nobody fixed off a busy port, and says so', async () => {
  const { preferred } = portRules.controlPlane;
  const taken = createServer().listen(preferred, host);
  // Somebody else may hold it already: then it is busy all the same.
  await Promise.race([once(taken, 'listening'), once(taken, 'error')]).catch(() => {});
  onTestFinished(() => void taken.close());
  const said: string[] = [];
  const { controlPlane } = await choosePorts({
    env: {},
    wanted: ['controlPlane'],
    host,
    say: (text) => said.push(text),
  });
  expect(controlPlane).toBeGreaterThan(preferred);
  expect(said).toEqual([`Port ${preferred} is in use: the control plane gets ${controlPlane}.`]);
});

it('never gives one port to two', async () => {
  const port = await findFreePort();
  const env = {
    PARLEY_SIMULATOR_PORT: String(portRules.controlPlane.preferred),
    PARLEY_WORKER_PORT: String(port),
  };
  if (!(await isPortFree(portRules.controlPlane.preferred))) return;
  const ports = await choosePorts({
    env,
    wanted: ['controlPlane', 'simulators', 'worker'],
    host,
    say: () => {},
  });
  expect(ports.simulators).toBe(portRules.controlPlane.preferred);
  expect(ports.controlPlane).not.toBe(ports.simulators);
});

it('knows a busy UDP port from a busy TCP port', async () => {
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const { port } = socket.address();
  expect(await isPortFree(port, { protocol: 'udp' })).toBe(false);
  const choice = choosePorts({
    env: { PARLEY_LIVEKIT_UDP_PORT: String(port) },
    wanted: ['livekitUdp'],
    host,
    say: () => {},
  });
  await expect(choice).rejects.toThrow('PARLEY_LIVEKIT_UDP_PORT');
});

it('asks for the ports of what will be started, and no others', () => {
  expect(wantedPorts({}, false)).toEqual([
    ...['controlPlane', 'livekit', 'livekitUdp', 'simulators', 'worker'],
    ...['phone', 'sip'],
  ]);
  const ownSip = { PARLEY_SIP_API_URL: 'http://sip.local' };
  expect(wantedPorts({ OPENAI_API_KEY: 'k', ...ownSip }, true)).toEqual(['controlPlane', 'worker']);
  expect(wantedPorts({ PARLEY_HOST: '0.0.0.0' }, false)).toContain('livekitTcp');
});
