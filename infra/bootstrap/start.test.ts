import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { readRunFile } from './processes/run-file.mjs';
import { findFreePort } from './settings/find-free-port.mjs';
import { fakeCheckout } from './testing/fake-checkout.ts';
import { fakeCommand } from './testing/fake-command.ts';
import { isAlive } from './testing/is-alive.ts';

interface Started {
  process: ChildProcess;
  said: () => string;
  exited: Promise<number | null>;
  /** Resolves with all that was said once it holds the text. */
  until: (text: string) => Promise<string>;
}

let ports: Record<string, string>;
beforeAll(async () => {
  const names = [
    'PARLEY_PORT',
    'PARLEY_LIVEKIT_PORT',
    'PARLEY_SIMULATOR_PORT',
    'PARLEY_WORKER_PORT',
    'PARLEY_PHONE_PORT',
  ];
  ports = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, String(await findFreePort())])),
  );
  for (const name of ['PARLEY_LIVEKIT_UDP_PORT', 'PARLEY_SIP_PORT']) {
    ports[name] = String(await findFreePort({ protocol: 'udp' }));
  }
});

function start(
  { root, env }: ReturnType<typeof fakeCheckout>,
  args: string[],
  extra: NodeJS.ProcessEnv = {},
): Started {
  const child = spawn(process.execPath, [join(root, 'infra/bootstrap/start.mjs'), ...args], {
    cwd: root,
    env: { ...env, ...ports, ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk;
      child.emit('said');
    });
  }
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const until = async (wanted: string) => {
    while (!text.includes(wanted)) {
      const over = await Promise.race([once(child, 'said').then(() => false), exited.then(() => true)]);
      if (over && !text.includes(wanted)) throw new Error(`ended without saying "${wanted}":\n${text}`);
    }
    return text;
  };
  return { process: child, said: () => text, exited, until };
}

const runOf = (root: string) => readRunFile(join(root, '.parley/run/processes.json'));
const pidsOf = (root: string) => runOf(root)?.processes.map(({ pid }) => pid) ?? [];

it('starts everything, calls, says where to talk, and on Ctrl-C leaves nothing behind', async () => {
  const checkout = fakeCheckout();
  const { root } = checkout;
  const run = start(checkout, []);
  const said = await run.until('Ctrl-C stops everything');
  const order = [
    'Packages: pnpm install',
    'Talk page: build',
    '✓ Agent worker',
    'caller: my sink is leaking',
    `http://127.0.0.1:${ports.PARLEY_PORT}/talk#key=sk_demo`,
  ].map((text) => said.indexOf(text));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order[0]).toBeGreaterThanOrEqual(0);
  expect(said).toContain('Calls are typed, not spoken');
  expect(said).toContain('demo@maple.example');
  expect(said).toContain(`sip:+15550100@127.0.0.1:${ports.PARLEY_SIP_PORT}`);
  expect(statSync(join(root, '.parley/secrets.json')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(root, '.parley/logs/control-plane.log'), 'utf8')).toContain('serving');
  expect(
    runOf(root)
      ?.processes.map(({ name }) => name)
      .sort(),
  ).toEqual(['agent-worker', 'control-plane', 'livekit', 'phone-gateway', 'simulators']);
  const pids = pidsOf(root);
  expect(pids.map(isAlive)).toEqual([true, true, true, true, true]);
  run.process.kill('SIGINT');
  expect(await run.exited).toBe(130);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(runOf(root)).toBeNull();
  expect(existsSync(join(root, '.parley/run/processes.json.lock'))).toBe(false);

  const again = start(checkout, ['--no-call']);
  const short = await again.until('Ctrl-C stops everything');
  for (const step of ['pnpm install', 'Talk page: build', 'my sink']) expect(short).not.toContain(step);
  again.process.kill('SIGTERM');
  expect(await again.exited).toBe(143);
}, 60_000);

it('ends after the call with --once, and its code says how that went', async () => {
  const checkout = fakeCheckout();
  const python = fakeCommand(join(checkout.root, 'bin'), 'python3', 'exit 0');
  const good = start(checkout, ['--once']);
  expect(await good.exited).toBe(0);
  expect(good.said()).toContain(`my sink is leaking\nears: ${python}`);
  expect(await start(checkout, ['--once'], { FAKE_CALL_CODE: '7' }).exited).toBe(1);
  const without = start(checkout, ['--once'], { PARLEY_DEMO: 'false' });
  expect(await without.exited).toBe(1);
  expect(without.said()).toContain('PARLEY_DEMO=false');
  expect(runOf(checkout.root)).toBeNull();
}, 60_000);

it('tells a second start about the first, which goes on', async () => {
  const checkout = fakeCheckout();
  const first = start(checkout, ['--no-call']);
  await first.until('Ctrl-C stops everything');
  const second = start(checkout, ['--no-call']);
  expect(await second.exited).toBe(1);
  expect(second.said()).toContain(`process ${first.process.pid}, http://127.0.0.1:${ports.PARLEY_PORT}`);
  expect((await fetch(`http://127.0.0.1:${ports.PARLEY_PORT}/health`)).status).toBe(200);
  first.process.kill('SIGTERM');
  await first.exited;
}, 60_000);

it('leaves nothing behind when it is killed, and starts again afterwards', async () => {
  const checkout = fakeCheckout();
  const first = start(checkout, ['--no-call']);
  await first.until('Ctrl-C stops everything');
  const pids = pidsOf(checkout.root);
  first.process.kill('SIGKILL');
  await first.exited;
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 15_000, interval: 50 });
  const second = start(checkout, ['--no-call']);
  await second.until('Ctrl-C stops everything');
  second.process.kill('SIGTERM');
  await second.exited;
}, 60_000);

it('ends what a run without its reaper left, at the next start', async () => {
  const checkout = fakeCheckout();
  const orphan = spawn('sleep', ['100'], { detached: true, stdio: 'ignore' });
  onTestFinished(() => void orphan.kill('SIGKILL'));
  const first = start(checkout, ['--once']);
  await first.exited;
  const { identifyProcess } = await import('./processes/process-identity.mjs');
  const left = { ...identifyProcess(orphan.pid ?? 0), name: 'control-plane' };
  const run = { runId: 'earlier', supervisor: { pid: 1, startedAt: 'earlier' }, processes: [left] };
  writeFileSync(join(checkout.root, '.parley/run/processes.json'), JSON.stringify(run));
  const second = start(checkout, ['--once']);
  expect(await second.exited).toBe(0);
  expect(second.said()).toContain('ended what it left (control-plane)');
  expect(isAlive(orphan.pid ?? 0)).toBe(false);
}, 60_000);

it('stops everything when a service dies later, and shows the end of its log', async () => {
  const checkout = fakeCheckout();
  const run = start(checkout, ['--no-call']);
  await run.until('Ctrl-C stops everything');
  const pids = pidsOf(checkout.root);
  const worker = runOf(checkout.root)?.processes.find(({ name }) => name === 'agent-worker');
  process.kill(worker?.pid ?? 0, 'SIGKILL');
  expect(await run.exited).toBe(1);
  expect(run.said()).toMatch(
    /Agent worker was ended by SIGKILL; everything is being stopped[\s\S]*serving[\s\S]*agent-worker\.log/,
  );
  expect(pids.filter(isAlive)).toEqual([]);
}, 60_000);

it('says why a service did not start, and stops the others', async () => {
  const checkout = fakeCheckout();
  const run = start(checkout, [], { FAKE_CRASH: 'yes' });
  expect(await run.exited).toBe(1);
  expect(run.said()).toMatch(/✗ Control plane failed[\s\S]*ended with code 9[\s\S]*the database is on fire/);
  expect(runOf(checkout.root)).toBeNull();
}, 60_000);

it('names a fixed port that is busy, its setting and its holder', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const checkout = fakeCheckout();
  writeFileSync(join(checkout.root, '.env'), `PARLEY_PORT=${port}\n`);
  const run = start(checkout, [], { PARLEY_PORT: undefined });
  expect(await run.exited).toBe(1);
  expect(run.said()).toContain(`Port ${port} (PARLEY_PORT) is in use by process ${process.pid}`);
}, 60_000);

it('refuses other machines with the demo’s credentials, and arguments it does not know', async () => {
  const checkout = fakeCheckout();
  const open = start(checkout, [], { PARLEY_HOST: '0.0.0.0' });
  expect(await open.exited).toBe(1);
  expect(open.said()).toContain('PARLEY_DEMO=false');
  const wrong = start(checkout, ['--onec']);
  expect(await wrong.exited).toBe(1);
  expect(wrong.said()).toContain('Unknown argument: --onec');
  const help = start(checkout, ['--help']);
  expect(await help.exited).toBe(0);
  expect(help.said()).toContain('--no-call');
}, 60_000);
