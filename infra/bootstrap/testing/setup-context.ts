import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createProcessRegistry } from '../processes/create-process-registry.mjs';
import type { SetupContext } from '../setup/context.mjs';
import { recordedReporter } from './recorded-reporter.ts';
import { tempFolder } from './temp-folder.ts';

/** A set-up in a folder of its own: PATH leads to `bin` and to nothing but the shell's own commands besides. */
export function setupContext(env: NodeJS.ProcessEnv = {}) {
  const root = tempFolder();
  const bin = join(root, 'fake-bin');
  const registry = createProcessRegistry({ runFile: join(root, 'run', 'processes.json') });
  onTestFinished(() => registry.close({ graceMs: 0 }));
  const reporter = recordedReporter();
  const complete = { HOME: root, PATH: `${bin}:/usr/bin-none:/bin-none`, ...env };
  const settings = {
    env: complete,
    dataDir: join(root, '.parley'),
    logDir: join(root, '.parley', 'logs'),
    runDir: join(root, '.parley', 'run'),
    cacheDir: join(root, 'cache'),
  };
  const context: SetupContext = { root, settings, reporter, registry, env: complete };
  return { context, reporter, root, bin, cacheDir: settings.cacheDir };
}
