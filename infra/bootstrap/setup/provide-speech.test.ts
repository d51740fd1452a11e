import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeCommand } from '../testing/fake-command.ts';
import { setupContext } from '../testing/setup-context.ts';
import { cachedPythonFile, provideSpeech } from './provide-speech.mjs';

const deaf = 'exit 1';
const hearing = 'exit 0';
/** A python3 without pocketsphinx whose venv has it, once pip was asked. */
const withVenv = (root: string) => `echo "$@" >> ${root}/python-calls
case "$1 $2" in
"-m venv") /bin/mkdir -p $3/bin; printf '#!/bin/sh\\ncase "$1" in -m) echo "$@" >> ${root}/pip-calls; touch %s/ok ;; -c) [ -e %s/ok ] ;; esac\\n' $3 $3 > $3/bin/python; /bin/chmod +x $3/bin/python ;;
*) exit 1 ;;
esac`;

it('uses the Python that is named, and refuses one that cannot hear', async () => {
  const { context, bin } = setupContext();
  const named = fakeCommand(bin, 'python-own', hearing);
  const env = { ...context.env, PARLEY_PYTHON: named };
  expect(await provideSpeech({ ...context, env })).toBe(named);
  fakeCommand(bin, 'python-own', deaf);
  await expect(provideSpeech({ ...context, env })).rejects.toThrow('cannot import pocketsphinx');
});

it('uses python3 from PATH where it can hear', async () => {
  const { context, bin } = setupContext();
  const python = fakeCommand(bin, 'python3', hearing);
  expect(await provideSpeech(context)).toBe(python);
});

it('makes an environment of its own once', async () => {
  const { context, bin, root, cacheDir } = setupContext({ PATH: '' });
  const env = { ...context.env, PATH: `${bin}:/usr/bin:/bin` };
  fakeCommand(bin, 'python3', withVenv(root));
  const own = cachedPythonFile(cacheDir);
  expect(await provideSpeech({ ...context, env })).toBe(own);
  expect(await provideSpeech({ ...context, env })).toBe(own);
  expect(readFileSync(join(root, 'pip-calls'), 'utf8').trim().split('\n')).toEqual([
    expect.stringMatching(/^-m pip install .*pocketsphinx==\d/),
  ]);
});

it('goes on with text alone, and says so, where that does not work', async () => {
  const { context, bin, reporter } = setupContext();
  fakeCommand(bin, 'python3', 'case $1 in -m) echo ensurepip is not available; exit 1 ;; *) exit 1 ;; esac');
  expect(await provideSpeech(context)).toBeNull();
  expect(reporter.lines.join('\n')).toMatch(/ensurepip is not available[\s\S]*typed, not spoken/);
  const bare = setupContext();
  expect(await provideSpeech(bare.context)).toBeNull();
  expect(bare.reporter.lines.join('\n')).toContain('python3 is not on PATH');
});
