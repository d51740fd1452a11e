import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../repository-root.mjs';
import { versions } from '../versions.mjs';
import { fakeCommand } from './fake-command.ts';
import { tempFolder } from './temp-folder.ts';

/** Answers 200 on a port until SIGTERM; the pid of each service can be asked for at its port. */
const serve = (port: string) => `
import { createServer } from 'node:http';
createServer((_, response) => response.end(String(process.pid))).listen(${port}, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
console.log('serving');`;

const controlPlane = `import { writeFileSync } from 'node:fs';
const { PARLEY_DATA_DIR, PARLEY_PORT, PARLEY_DEMO, LIVEKIT_URL } = process.env;
if (process.env.FAKE_CRASH) { console.error('the database is on fire'); process.exit(9); }
if (PARLEY_DEMO === 'true') writeFileSync(PARLEY_DATA_DIR + '/demo.json', JSON.stringify({ url: 'http://127.0.0.1:' + PARLEY_PORT,
  livekit_url: LIVEKIT_URL, tenant_id: 't', agent_id: 'a', api_key: 'sk_demo', email: 'demo@maple.example', password: 'pw', other_api_key: 'sk_other' }));
${serve('Number(PARLEY_PORT)')}`;

const rehearsal = `const [command] = process.argv.slice(2);
if (command === 'call') {
  console.log('caller: my sink is leaking');
  console.log('ears: ' + process.env.PARLEY_PYTHON);
  process.exit(Number(process.env.FAKE_CALL_CODE ?? 0));
}
console.log(JSON.stringify({ ready: true, stt: 'none' }));
setInterval(() => {}, 1000);
process.on('SIGTERM', () => process.exit(0));`;

const gateway = `${serve('Number(process.env.PARLEY_PHONE_PORT)')}
console.log(JSON.stringify({ ready: true, sip: 'sip:127.0.0.1:' + process.env.PARLEY_SIP_PORT }));`;

const livekit = `#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
if (process.argv[2] === '--version') { console.log('livekit-server version ${versions.livekit.slice(1)}'); process.exit(0); }
const { port } = JSON.parse(readFileSync(process.argv[3], 'utf8'));
createServer((_, response) => response.end('OK')).listen(port, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));`;

/**
 * A checkout with the real bootstrap and services that only pretend: quick enough to be started, interrupted and
 * killed many times.
 */
export function fakeCheckout(): { root: string; env: NodeJS.ProcessEnv } {
  const root = tempFolder();
  const write = (file: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text, { mode });
  };
  cpSync(join(repositoryRoot, 'infra', 'bootstrap'), join(root, 'infra', 'bootstrap'), { recursive: true });
  write('package.json', '{"type":"module"}');
  for (const folder of ['tests', 'packages/contracts', 'packages/api-client'])
    write(`${folder}/package.json`, '{}');
  write('tests/fuzz/requirements.txt', 'schemathesis==4.0.0');
  write('apps/control-plane/src/server.ts', controlPlane);
  write('apps/agent-worker/src/main.ts', serve('Number(process.env.PARLEY_WORKER_PORT)'));
  write('apps/phone-gateway/src/main.ts', gateway);
  write('packages/rehearsal/src/cli/main.ts', rehearsal);
  write('bin/livekit-server', livekit, 0o755);
  const build = 'case "$*" in *build*) mkdir -p apps/web/dist; echo html > apps/web/dist/index.html ;; esac';
  fakeCommand(
    join(root, 'bin'),
    'pnpm',
    `case $1 in --version) echo ${versions.pnpm} ;; verify) echo badly formatted; exit $FAKE_VERIFY_CODE ;; esac; ${build}`,
  );
  mkdirSync(join(root, 'apps/web'), { recursive: true });
  const PATH = `${join(root, 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin`;
  // Nothing that hears: the start must go on with text alone.
  fakeCommand(join(root, 'bin'), 'python3', 'exit 1');
  return { root, env: { PATH, HOME: root } };
}
