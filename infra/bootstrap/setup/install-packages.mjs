import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../processes/run-tool.mjs';
import { versions } from '../versions.mjs';
import { hashInputs, readStamp, writeStamp } from './hash-inputs.mjs';

/** @param {string} root every manifest of the workspace */
const listManifests = (root) => [
  'package.json',
  'tests/package.json',
  ...['apps', 'packages'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(group, name, 'package.json')),
  ),
];

/**
 * Installs the workspace as the lockfile says; skipped while nothing that it depends on has changed.
 * @param {import('./context.mjs').SetupContext} context
 */
export const installPackages = async ({ root, settings, reporter, registry, env }) => {
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...listManifests(root)];
  const hash = hashInputs(root, inputs, [versions.node, versions.pnpm, process.platform, process.arch]);
  const stamp = join(root, 'node_modules', '.parley-install');
  if (readStamp(stamp) === hash) return;
  await reporter.step('Packages: pnpm install', async (step) => {
    await runTool({
      registry,
      name: 'pnpm install',
      command: 'pnpm',
      args: ['install', '--frozen-lockfile', '--reporter=append-only'],
      cwd: root,
      env: { ...env, CI: 'true' },
      logFile: join(settings.logDir, 'install.log'),
      step,
    });
    writeStamp(stamp, hash);
  });
};
