import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeCommand } from '../testing/fake-command.ts';
import { setupContext } from '../testing/setup-context.ts';
import { buildWeb } from './build-web.mjs';
import { installPackages } from './install-packages.mjs';

/** A workspace with a pnpm that counts its calls and runs `script`. */
function workspace(script: string) {
  const made = setupContext();
  const { root, bin } = made;
  for (const folder of [
    'apps/web/src',
    'apps/web/dist',
    'packages/contracts',
    'packages/api-client',
    'tests',
    'node_modules',
  ])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'lock: 1');
  writeFileSync(join(root, 'apps/web/src/main.ts'), '1');
  const calls = join(root, 'calls');
  fakeCommand(bin, 'pnpm', `echo "$@" >> ${calls}\n${script}`);
  const countCalls = () => {
    try {
      return readFileSync(calls, 'utf8').trim().split('\n').length;
    } catch {
      return 0;
    }
  };
  return { ...made, countCalls };
}

it('installs once, and again when the lockfile changes or node_modules is gone', async () => {
  const { context, root, countCalls } = workspace('/bin/mkdir -p node_modules');
  await installPackages(context);
  await installPackages(context);
  expect(countCalls()).toBe(1);
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'lock: 2');
  await installPackages(context);
  expect(countCalls()).toBe(2);
  rmSync(join(root, 'node_modules'), { recursive: true });
  await installPackages(context);
  expect(countCalls()).toBe(3);
});

it('does not take a failed install for one', async () => {
  const { context, countCalls } = workspace('exit 1');
  await expect(installPackages(context)).rejects.toThrow('pnpm install failed: exit code 1');
  await expect(installPackages(context)).rejects.toThrow();
  expect(countCalls()).toBe(2);
});

it('builds the talk page again only when its sources change or the build is gone', async () => {
  const { context, root, countCalls } = workspace('echo "<html>" > apps/web/dist/index.html');
  await buildWeb(context);
  await buildWeb(context);
  expect(countCalls()).toBe(1);
  writeFileSync(join(root, 'apps/web/src/main.ts'), '2');
  await buildWeb(context);
  expect(countCalls()).toBe(2);
  rmSync(join(root, 'apps/web/dist/index.html'));
  await buildWeb(context);
  expect(countCalls()).toBe(3);
});
