import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { callCommand } from './call.ts';

const directory = mkdtempSync(join(tmpdir(), 'call-'));
const written = { stdout: '', stderr: '' };
for (const stream of ['stdout', 'stderr'] as const)
  vi.spyOn(process[stream], 'write').mockImplementation((text) => {
    written[stream] += text;
    return true;
  });
afterEach(() => Object.assign(written, { stdout: '', stderr: '' }));
afterAll(() => rmSync(directory, { recursive: true }));

const demoFile = (content: string): string => {
  const file = join(directory, 'demo.json');
  writeFileSync(file, content);
  return file;
};

test('tells its options and scenarios', async () => {
  expect(await callCommand(['--help'])).toBe(0);
  expect(written.stdout).toMatch(/--scenario NAME\|FILE[\s\S]*leaking-sink/);
});

test.each([
  ['an unknown option', () => ['--colour'], /Unknown option '--colour'/],
  ['an unknown scenario', () => ['--scenario', 'nope'], /there is no scenario "nope"/],
  [
    'a missing demo file',
    () => ['--demo', join(directory, 'none.json')],
    /none\.json is not there: start the platform/,
  ],
  ['another file', () => ['--demo', demoFile('{}')], /demo\.json is not a demo file/],
  ['a telephone with a keyboard', () => ['--phone', '--type'], /leave --type and --room out/],
  [
    'a number that is no SIP URI',
    () => ['--phone', '123', '--url', 'http://127.0.0.1:1', '--api-key', 'sk'],
    /expected a SIP URI/,
  ],
  ['no platform', () => ['--url', 'http://127.0.0.1:1', '--api-key', 'sk', '--type'], /./],
])('%s: exit 1 with words on stderr', async (_, args, message) => {
  expect(await callCommand(args())).toBe(1);
  expect(written.stderr).toMatch(message);
});
