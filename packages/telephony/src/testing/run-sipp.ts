import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeMediaPort } from './free-media-port.ts';
import { freePort } from './free-port.ts';

const binary = process.env.PARLEY_SIPP ?? 'sipp';

export const haveSipp = spawnSync(binary, ['-v']).error === undefined;

export interface SippRun {
  /** What stands between <scenario> and its end. */
  scenario: string;
  /** Whom it calls; left out, it waits for calls on `port`. */
  target?: string;
  port?: number;
  /** Whom it asks for. */
  number?: string;
  /** What comes to its media port is sent back, so that there is audio both ways. */
  echo?: boolean;
  calls?: number;
  /** Seconds after which it has failed; 45 unless told. */
  withinS?: number;
  perSecond?: number;
  protocol?: 'UDP' | 'TCP';
  args?: string[];
}

/** Runs a scenario to its end; resolves with what failed, as text, and the exit code: 0 when every call went as written. */
export async function runSipp(run: SippRun): Promise<{ code: number | null; errors: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-sipp-'));
  const file = join(folder, 'scenario.xml');
  await writeFile(file, `<?xml version="1.0"?>\n<scenario name="test">\n${run.scenario}\n</scenario>\n`);
  const { calls = 1, perSecond = 10, protocol = 'UDP' } = run;
  const mediaPort = await freeMediaPort();
  const args = [
    ...(run.target ? [run.target] : []),
    ...[
      '-sf',
      file,
      '-i',
      '127.0.0.1',
      '-p',
      `${run.port ?? (await freePort())}`,
      '-s',
      run.number ?? '+15550100',
    ],
    ...['-mp', `${mediaPort}`, ...(run.echo ? ['-rtp_echo'] : [])],
    ...['-m', `${calls}`, '-r', `${perSecond}`, '-t', protocol === 'TCP' ? 't1' : 'u1', '-nostdin'],
    ...[
      '-timeout',
      `${run.withinS ?? 45}s`,
      '-timeout_error',
      '-trace_err',
      '-error_file',
      join(folder, 'errors.log'),
    ],
    ...(run.args ?? []),
  ];
  const child = spawn(binary, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (bytes) => {
    errors += bytes;
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return {
      code,
      errors: [errors, ...(await sayingWhy(join(folder, 'errors.log')))].join('\n').slice(-4_000),
    };
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

/** What its log holds besides the repetitions that reach a call which is over, as they may. */
async function sayingWhy(file: string): Promise<string[]> {
  const log = await readFile(file, 'utf8').catch(() => '');
  return log.split(/\n(?=\d{4}-\d\d-\d\d\t)/).filter((entry) => !entry.includes('Dead call'));
}
