import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeControlPlane } from '@parley/api-client/testing';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { loadScenario, parseScenario } from '../callers/load-scenario.ts';
import { finishedSession } from '../callers/testing/finished-session.ts';
import { exportCommand } from './export.ts';

const directory = mkdtempSync(join(tmpdir(), 'export-'));
const written = { stdout: '', stderr: '' };
for (const stream of ['stdout', 'stderr'] as const)
  vi.spyOn(process[stream], 'write').mockImplementation((text) => {
    written[stream] += text;
    return true;
  });
const over = finishedSession([
  ['agent', 0, 2000, 'How can I help?'],
  ['caller', 3000, 4000, 'My sink is leaking.'],
]);
const running = finishedSession([], { state: 'active', end_reason: null, ended_at: null });
let api: Awaited<ReturnType<typeof startFakeControlPlane>>;
beforeAll(async () => {
  const route = (body: typeof over) => [
    `GET /api/v1/sessions/${body.session_id}`,
    () => ({ status: 200, body }),
  ];
  api = await startFakeControlPlane({ routes: Object.fromEntries([route(over), route(running)]) });
});
afterEach(() => Object.assign(written, { stdout: '', stderr: '' }));
afterAll(async () => {
  await api.kill();
  rmSync(directory, { recursive: true });
});

const run = (...args: string[]) => exportCommand([...args, '--against', api.url, '--api-key', 'sk']);

test('writes a scenario on stdout, or into a file', async () => {
  expect(await run(over.session_id)).toBe(0);
  expect(parseScenario(written.stdout, 'stdout').steps[0]?.say).toBe('My sink is leaking.');
  const file = join(directory, 'replay.yaml');
  expect(await run(over.session_id, '--out', file)).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(written.stdout);
  expect(loadScenario(file).replays?.session_id).toBe(over.session_id);
});

test.each<[string, string[], number, RegExp]>([
  ['no session', [], 2, /^Usage: /],
  ['two sessions', ['ses_1', 'ses_2'], 2, /^Usage: /],
  ['an unknown option', ['ses_1', '--loud'], 2, /Unknown option '--loud'/],
  ['an unknown session', ['ses_nope'], 1, /./],
  ['one that goes on', [running.session_id], 1, /is not over yet \(active\)/],
  ['a file in no folder', [over.session_id, '--out', join(directory, 'no', 'x.yaml')], 1, /ENOENT/],
])('%s: words on stderr, nothing on stdout', async (_, args, code, message) => {
  expect(await run(...args)).toBe(code);
  expect(written.stderr).toMatch(message);
  expect(written.stdout).toBe('');
});
