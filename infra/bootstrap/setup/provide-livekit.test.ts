import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeCommand } from '../testing/fake-command.ts';
import { setupContext } from '../testing/setup-context.ts';
import { versions } from '../versions.mjs';
import { provideLiveKit } from './provide-livekit.mjs';

const pinned = versions.livekit.slice(1);
const server = (version = pinned) => `echo livekit-server version ${version}`;
/** A go that "builds" into GOBIN, and notes that it did. */
const workingGo = (root: string, built = server()) => `case "$1 $2" in
"version ") echo go version go1.26.8 linux/amd64 ;;
"env GOTOOLCHAIN") echo local ;;
*) echo "$CGO_ENABLED $@" >> ${root}/builds; printf '#!/bin/sh\\n${built}\\n' > $GOBIN/server; /bin/chmod +x $GOBIN/server ;;
esac`;

it('uses the one that LIVEKIT_URL names, with its keys', async () => {
  const env = { LIVEKIT_URL: 'wss://lk.example', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
  const { context, bin } = setupContext(env);
  fakeCommand(bin, 'livekit-server', server());
  expect(await provideLiveKit(context)).toEqual({
    kind: 'external',
    url: 'wss://lk.example',
    apiKey: 'k',
    apiSecret: 's',
  });
});

it('wants the keys of that one, and an address', async () => {
  const { context } = setupContext({ LIVEKIT_URL: 'wss://lk.example', LIVEKIT_API_KEY: 'k' });
  await expect(provideLiveKit(context)).rejects.toThrow('LIVEKIT_API_SECRET must be set too');
  const other = setupContext({ LIVEKIT_URL: 'lk.example:7880' });
  await expect(provideLiveKit(other.context)).rejects.toThrow('not an address of a LiveKit server');
});

it('prefers PATH to the cache, and the cache to a build', async () => {
  const { context, bin, cacheDir, root } = setupContext();
  fakeCommand(bin, 'go', workingGo(root));
  const cached = fakeCommand(cacheDir, 'livekit-server', server());
  expect(await provideLiveKit(context)).toEqual({ kind: 'binary', path: cached, version: pinned });
  const onPath = fakeCommand(bin, 'livekit-server', server('1.99.0'));
  expect(await provideLiveKit(context)).toEqual({ kind: 'binary', path: onPath, version: '1.99.0' });
  expect(existsSync(join(root, 'builds'))).toBe(false);
});

it('builds the pinned version once, without cgo, and leaves no half of it in the cache', async () => {
  const { context, bin, cacheDir, root } = setupContext();
  fakeCommand(bin, 'go', workingGo(root));
  const path = join(cacheDir, 'livekit-server');
  expect(await provideLiveKit(context)).toEqual({ kind: 'binary', path, version: pinned });
  await provideLiveKit(context);
  const builds = readFileSync(join(root, 'builds'), 'utf8').trim().split('\n');
  expect(builds).toEqual([expect.stringMatching(new RegExp(`^0 install .*cmd/server@${versions.livekit}$`))]);
  expect(readdirSync(cacheDir)).toEqual(['livekit-server']);
});

it('builds anew what is broken or of another version', async () => {
  const { context, bin, cacheDir, root } = setupContext();
  fakeCommand(bin, 'go', workingGo(root));
  fakeCommand(cacheDir, 'livekit-server', 'exit 127');
  await provideLiveKit(context);
  fakeCommand(cacheDir, 'livekit-server', server('1.0.0'));
  await provideLiveKit(context);
  expect(readFileSync(join(root, 'builds'), 'utf8').trim().split('\n')).toHaveLength(2);
});

it('takes the Docker image where there is no Go and a daemon answers', async () => {
  const { context, bin } = setupContext();
  const docker = fakeCommand(bin, 'docker', 'case $1 in version) echo 27 ;; image) exit 1 ;; esac');
  expect(await provideLiveKit(context)).toEqual({
    kind: 'docker',
    docker,
    image: `livekit/livekit-server:${versions.livekit}`,
  });
});

it('names the three ways when there is none, and what went wrong with a build', async () => {
  const { context, bin } = setupContext();
  fakeCommand(bin, 'docker', 'exit 1');
  const none = await provideLiveKit(context).then(
    () => null,
    (error) => error,
  );
  expect(none.detail).toMatch(/1\. .*on PATH[\s\S]*2\. .*Go[\s\S]*3\. .*LIVEKIT_URL/);
  fakeCommand(
    bin,
    'go',
    'case $1 in version) echo go1.27 ;; env) echo auto ;; *) echo no network; exit 1 ;; esac',
  );
  const broken = await provideLiveKit(context).then(
    () => null,
    (error) => error,
  );
  expect(broken.detail).toContain('no network');
});

it('leaves a Go alone that is too old for it', async () => {
  const { context, bin } = setupContext();
  fakeCommand(
    bin,
    'go',
    'case $1 in version) echo go version go1.22.1 ;; env) echo local ;; *) touch built ;; esac',
  );
  await expect(provideLiveKit(context)).rejects.toThrow('There is no LiveKit server');
});
