import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeControlPlane } from '@parley/api-client/testing';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { callsCommand } from './calls.ts';

const directory = mkdtempSync(join(tmpdir(), 'calls-'));
const junit = join(directory, 'junit.xml');
const written = { stdout: '', stderr: '' };
for (const stream of ['stdout', 'stderr'] as const)
  vi.spyOn(process[stream], 'write').mockImplementation((text) => {
    written[stream] += text;
    return true;
  });
let api: Awaited<ReturnType<typeof startFakeControlPlane>>;
beforeAll(async () => {
  api = await startFakeControlPlane();
});
afterEach(() => Object.assign(written, { stdout: '', stderr: '' }));
afterAll(async () => {
  await api.kill();
  rmSync(directory, { recursive: true });
});

const calls = (...args: string[]) => callsCommand(['--against', api.url, '--api-key', 'sk', ...args]);

test('tells its options and scenarios', async () => {
  expect(await callsCommand(['--help'])).toBe(0);
  expect(written.stdout).toMatch(/--at-once N[\s\S]*--junit FILE/);
});

test.each([
  ['no scenario', [], /which --scenario\? known: .*leaking-sink/],
  ['an unknown one among known', ['--scenario', 'pets', '--scenario', 'nope'], /no scenario "nope"; known/],
  [
    'none at all',
    ['--scenario', 'pets', '--times', '0'],
    /--times 0: expected a whole number from 1 to 1000/,
  ],
  ['half a call', ['--scenario', 'pets', '--at-once', '1.5'], /--at-once 1\.5: expected a whole number/],
  ['words for a number', ['--scenario', 'pets', '--times', 'many'], /--times many: expected/],
  ['a folder as the report', ['--scenario', 'pets', '--junit', directory], /cannot be written: EISDIR/],
  [
    'a report in no folder',
    ['--scenario', 'pets', '--junit', join(directory, 'no', 'where.xml')],
    /where\.xml cannot be written: ENOENT/,
  ],
  ['an agent by another number', ['--scenario', 'pets', '--phone', '--agent', 'agt_1'], /leave --agent out/],
  ['no address', ['--scenario', 'pets', '--against', 'nowhere'], /nowhere: expected an address like http/],
  ['an unknown option', ['--scenario', 'pets', '--loud'], /Unknown option '--loud'/],
  ['a telephone with a keyboard', ['--scenario', 'pets', '--phone', '--type'], /leave --type out/],
])('%s: exit 2 with words on stderr, and nobody was called', async (_, args, message) => {
  expect(await calls(...args)).toBe(2);
  expect(written.stderr).toMatch(message);
  expect(api.requests).toEqual([]);
});

test('--agent is the agent that is called', async () => {
  expect(await calls('--scenario', 'pets', '--type', '--agent', 'agt_1')).toBe(1);
  expect(api.requests.splice(0).map(({ body }) => body)).toMatchObject([{ agent_id: 'agt_1' }]);
});

test('calls that cannot be placed: each is told, on the terminal and in JUnit; exit 1', async () => {
  writeFileSync(junit, 'of the last time, and longer than a small report would be'.repeat(100));
  const args = ['--scenario', 'pets', '--scenario', 'parking', '--times', '2', '--type', '--junit', junit];
  expect(await calls(...args)).toBe(1);
  expect(api.requests.map(({ url }) => url)).toEqual(Array(4).fill('/session'));
  expect(written.stdout).toMatch(/FAIL {2}pets \(1 of 2\)[\s\S]*- no call: /);
  expect(written.stdout).toMatch(/4 calls in .*: 0 ok, 4 failed\n/);
  const xml = readFileSync(junit, 'utf8');
  expect(xml.match(/<testcase classname="rehearsal\.(pets|parking)"/g)).toHaveLength(4);
  expect(xml).toMatch(/^<\?xml[\s\S]*errors="4"[\s\S]*<\/testsuites>\n$/);
});
