import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findOnPath } from '../processes/find-on-path.mjs';
import { fakeCommand } from '../testing/fake-command.ts';
import { setupContext } from '../testing/setup-context.ts';
import { versions } from '../versions.mjs';
import { installToolchain } from './install-toolchain.mjs';

const says = (text: string) => `echo ${text}`;
/** An npm that puts what was asked for where npm would, and notes the call. */
const workingNpm = (root: string) => `echo "$@" >> ${root}/npm-calls
bin=.toolchain/node_modules/.bin; /bin/mkdir -p $bin
printf '#!/bin/sh\\necho v${versions.node}\\n' > $bin/node; printf '#!/bin/sh\\necho ${versions.pnpm}\\n' > $bin/pnpm
/bin/chmod +x $bin/*`;

/** This test itself runs on a Node that would do: an older one in front of it hides it. */
function oldMachine() {
  const made = setupContext();
  fakeCommand(made.bin, 'node', says('v20.11.0'));
  return made;
}

it('uses what fits already', async () => {
  const { context, bin } = setupContext();
  fakeCommand(bin, 'pnpm', says(versions.pnpm));
  const env = await installToolchain(context);
  expect(findOnPath('pnpm', env)).toBe(join(bin, 'pnpm'));
});

it('brings pnpm where it is missing or another, and then leaves it alone', async () => {
  const { context, root, bin } = setupContext();
  fakeCommand(bin, 'pnpm', says('9.0.0'));
  fakeCommand(bin, 'npm', workingNpm(root));
  const env = await installToolchain(context);
  expect(findOnPath('pnpm', env)).toBe(join(root, '.toolchain/node_modules/.bin/pnpm'));
  await installToolchain(context);
  const calls = readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n');
  expect(calls).toHaveLength(1);
  expect(calls[0]).toContain(`pnpm@${versions.pnpm}`);
  expect(calls[0]).not.toContain('node@');
});

it('takes the binary’s own package where npm refuses the install script', async () => {
  const { context, root, bin } = oldMachine();
  fakeCommand(
    bin,
    'npm',
    `case "$*" in *--ignore-scripts*) ;; *) exit 1 ;; esac
bin=.toolchain/node_modules; /bin/mkdir -p $bin/.bin $bin/node-${process.platform}-${process.arch}/bin
printf '#!/bin/sh\\necho v${versions.node}\\n' > $bin/node-${process.platform}-${process.arch}/bin/node
printf '#!/bin/sh\\necho ${versions.pnpm}\\n' > $bin/.bin/pnpm; /bin/chmod +x $bin/.bin/pnpm $bin/node-*/bin/node`,
  );
  const env = await installToolchain(context);
  expect(findOnPath('pnpm', env)).toBe(join(root, '.toolchain/node_modules/.bin/pnpm'));
  expect(findOnPath('node', env)).toBe(join(root, '.toolchain/node_modules/.bin/node'));
});

it('says where the log is when npm cannot', async () => {
  const { context, bin, root } = oldMachine();
  fakeCommand(bin, 'npm', 'echo refused; exit 1');
  const failure = await installToolchain(context).then(
    () => null,
    (error) => error,
  );
  expect(failure.message).toContain('npm install failed');
  expect(failure.detail).toContain('refused');
  expect(existsSync(join(root, '.parley/logs/toolchain.log'))).toBe(true);
});
