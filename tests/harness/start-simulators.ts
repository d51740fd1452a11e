import type { WorkArea } from './open-work-area.ts';
import { repository } from './repository.ts';
import type { ManagedProcess } from './spawn-process.ts';

export interface Simulators {
  process: ManagedProcess;
  url: string;
  /** What the workers need to talk to them. */
  env: Record<string, string>;
  stt: 'pocketsphinx' | 'none';
}

interface ReadyLine {
  ready: true;
  url: string;
  openai_base_url: string;
  cartesia_base_url: string;
  stt: 'pocketsphinx' | 'none';
}

/** The provider simulators on a random port. */
export async function startSimulators(area: WorkArea): Promise<Simulators> {
  const simulators = area.spawn({
    name: 'simulators',
    command: process.execPath,
    args: ['packages/rehearsal/src/cli/main.ts', 'simulators', '--port', '0'],
    cwd: repository,
  });
  const ready = await simulators.line(parseReadyLine, 30_000);
  return {
    process: simulators,
    url: ready.url,
    stt: ready.stt,
    env: {
      OPENAI_API_KEY: 'simulated',
      OPENAI_BASE_URL: ready.openai_base_url,
      CARTESIA_API_KEY: 'simulated',
      CARTESIA_BASE_URL: ready.cartesia_base_url,
    },
  };
}

function parseReadyLine(line: string): ReadyLine | undefined {
  if (!line.startsWith('{')) return undefined;
  const value = JSON.parse(line) as Partial<ReadyLine>;
  return value.ready ? (value as ReadyLine) : undefined;
}
