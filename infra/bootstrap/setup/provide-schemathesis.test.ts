import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeCommand } from '../testing/fake-command.ts';
import { setupContext } from '../testing/setup-context.ts';
import { cachedSchemathesisFile, provideSchemathesis } from './provide-schemathesis.mjs';

/** A python3 whose venv gets a schemathesis by pip. */
const withVenv = (root: string) => `case "$1 $2" in
"-m venv") /bin/mkdir -p $3/bin; printf '#!/bin/sh\\necho "$@" >> ${root}/pip-calls; cp /bin/true %s/bin/schemathesis\\n' $3 > $3/bin/python; /bin/chmod +x $3/bin/python ;;
*) exit 1 ;;
esac`;

const withRequirements = (text: string) => {
  const setup = setupContext({ PATH: '' });
  mkdirSync(join(setup.root, 'tests/fuzz'), { recursive: true });
  writeFileSync(join(setup.root, 'tests/fuzz/requirements.txt'), text);
  const env = { ...setup.context.env, PATH: `${setup.bin}:/usr/bin:/bin` };
  return { ...setup, context: { ...setup.context, env } };
};

it('makes an environment once, of what the requirements name and nothing else', async () => {
  const { context, bin, root, cacheDir } = withRequirements('schemathesis==4.0.0\n');
  fakeCommand(bin, 'python3', withVenv(root));
  const own = cachedSchemathesisFile({ root, cacheDir });
  expect(await provideSchemathesis(context)).toBe(own);
  expect(await provideSchemathesis(context)).toBe(own);
  expect(readFileSync(join(root, 'pip-calls'), 'utf8').trim().split('\n')).toEqual([
    expect.stringMatching(/^-m pip install .*--no-deps .*-r .*requirements\.txt$/),
  ]);
});

it('has another environment for other requirements', () => {
  const [one, other] = ['schemathesis==4.0.0\n', 'schemathesis==4.0.1\n'].map((text) => {
    const { root } = withRequirements(text);
    return cachedSchemathesisFile({ root, cacheDir: '/cache' });
  });
  expect(one).not.toBe(other);
});

it('goes on without, and says so', async () => {
  const { context, bin, reporter } = withRequirements('schemathesis==4.0.0\n');
  fakeCommand(bin, 'python3', 'echo ensurepip is not available; exit 1');
  expect(await provideSchemathesis(context)).toBeNull();
  expect(reporter.lines.join('\n')).toMatch(/ensurepip is not available[\s\S]*not fuzzed/);
});
