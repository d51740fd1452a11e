import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startStandInPlatform } from '../callers/testing/stand-in-platform.ts';
import { startLiveKitServer, type TestLiveKitServer } from '../callers/testing/start-livekit-server.ts';

const binary = process.env.PARLEY_TEST_LIVEKIT_BIN;
const main = fileURLToPath(new URL('./main.ts', import.meta.url));

describe.skipIf(!binary)('the commands that call, as processes', () => {
  const directory = mkdtempSync(join(tmpdir(), 'call-'));
  const scenario = join(directory, 'trial.yaml');
  writeFileSync(
    scenario,
    `
name: trial
title: A trial
steps: [{ say: My sink is leaking. }, { when: goodbye }]
expect: { caller_said: leaking, end: { reason: agent_hung_up } }
`,
  );
  let livekit: TestLiveKitServer;
  let platform: Awaited<ReturnType<typeof startStandInPlatform>>;
  beforeAll(async () => {
    livekit = await startLiveKitServer(binary as string);
  });
  afterEach(() => platform?.stop());
  afterAll(async () => {
    await livekit?.stop();
    rmSync(directory, { recursive: true });
  });

  const call = (...args: string[]) => run('call', '--scenario', scenario, ...args);
  function run(...args: string[]) {
    const all = [...args, '--url', platform.url, '--api-key', 'sk', '--type'];
    const child = spawn(process.execPath, [main, ...all], { stdio: ['ignore', 'pipe', 'inherit'] });
    const output = { text: '' };
    child.stdout.on('data', (text) => {
      output.text += text;
    });
    return { child, output };
  }

  test('exits with 0, prints the result as the one line of JSON, and keeps the recording', async () => {
    platform = await startStandInPlatform({ livekit, lines: ['How can I help?', 'Goodbye.'] });
    const { child, output } = call('--json', '--record', directory);
    const [code] = await once(child, 'close');
    expect(JSON.parse(output.text)).toMatchObject({ ok: true, failures: [], mode: 'text', left_by: 'agent' });
    expect(code).toBe(0);
    expect(statSync(join(directory, 'trial.wav')).size).toBeGreaterThan(32_000);
    expect(existsSync(join(directory, 'trial.json'))).toBe(true);
  });

  test('options alone: the calls, their report and JUnit; exit 1 when one is not as expected', async () => {
    platform = await startStandInPlatform({ livekit, lines: ['How can I help?', 'Goodbye.'] });
    const junit = join(directory, 'junit.xml');
    const strict = join(directory, 'strict.yaml');
    const wanting = readFileSync(scenario, 'utf8').replace('expect: {', 'expect: { tools: [end_call],');
    const turns = '{ speaker: caller, text: my sink is leaking }, { speaker: agent, text: Never mind. }';
    writeFileSync(
      strict,
      `${wanting}replays: { session_id: ses_0, turns: [${turns}], tools: [], ticket: null, end: agent_hung_up }`,
    );
    const { child, output } = run('--scenario', strict, '--junit', junit);
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(output.text).toMatch(
      /^FAIL {2}trial .* ses_.*\n {6}- the tool end_call did not succeed[\s\S]*silence {3}p50 .*of 1[\s\S]*1 calls in .*: 0 ok, 1 failed/,
    );
    expect(output.text).toMatch(
      /of ses_0: 3 lines .*\n +\+ agent {3}How can I help\?\n +caller {2}My sink .*\n +- agent {3}Never mind\.\n +\+ agent {3}Goodbye\.\n/,
    );
    expect(readFileSync(junit, 'utf8')).toMatch(
      /<failure message="the tool end_call[\s\S]*caller: My sink is leaking\.\nagent: Goodbye\.\nReplay /,
    );
  });

  test('SIGINT hangs up: the platform sees the caller leave, and the exit code is 130', async () => {
    platform = await startStandInPlatform({ livekit, lines: ['How can I help?', 'I am still listening.'] });
    const { child, output } = call();
    while (!output.text.includes('How can I help?')) await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(output.text).toContain('Session  ended, caller_hung_up');
  });
});
