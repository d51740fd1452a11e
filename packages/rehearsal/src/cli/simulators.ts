import { parseArgs } from 'node:util';
import { loadConfig } from '@parley/config';
import { configDefinition } from '../config.ts';
import { startSimulators } from '../simulators/start-simulators.ts';

const usage = `Usage: main.ts simulators [options]
  --port N        port on loopback (default PARLEY_SIMULATOR_PORT, or any)
  --with-parent   end when standard input ends
Prints one line of JSON when ready: {"ready":true,"url":…,"openai_base_url":…,"cartesia_base_url":…,"stt":…}
`;

const options = {
  port: { type: 'string' },
  'with-parent': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** `simulators`: serves until a signal, or the end of standard input if asked. */
export async function simulatorsCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const env =
    values.port === undefined ? process.env : { ...process.env, PARLEY_SIMULATOR_PORT: values.port };
  const { port, python, knows } = loadConfig(configDefinition, env);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve());
    if (values['with-parent']) process.stdin.resume().once('end', () => resolve());
  });
  const simulators = await startSimulators({ port, python, knows });
  const ready = {
    ready: true,
    url: simulators.url,
    openai_base_url: simulators.openaiBaseUrl,
    cartesia_base_url: simulators.cartesiaBaseUrl,
    stt: simulators.stt,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  await stopped;
  await simulators.close();
  return 0;
}
