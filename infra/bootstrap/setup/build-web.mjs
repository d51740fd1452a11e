import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../processes/run-tool.mjs';
import { hashInputs, readStamp, writeStamp } from './hash-inputs.mjs';

/** What ends up in the bundle. */
const sources = [
  'apps/web',
  'packages/api-client',
  'packages/contracts',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
];

/**
 * Builds the talk page for the control plane to serve; skipped while its sources are the same.
 * @param {import('./context.mjs').SetupContext} context
 */
export const buildWeb = async ({ root, settings, reporter, registry, env }) => {
  const hash = hashInputs(root, sources);
  const stamp = join(root, 'apps', 'web', 'dist', '.parley-build');
  if (readStamp(stamp) === hash && existsSync(join(root, 'apps', 'web', 'dist', 'index.html'))) return;
  await reporter.step('Talk page: build', async (step) => {
    await runTool({
      registry,
      name: 'web build',
      command: 'pnpm',
      args: ['--filter', '@parley/web', 'build'],
      cwd: root,
      env,
      logFile: join(settings.logDir, 'web-build.log'),
      step,
    });
    writeStamp(stamp, hash);
  });
};
