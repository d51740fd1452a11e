import { type ConfigOf, defineConfig, listSetting, portSetting } from '@parley/config';
import { z } from 'zod';

export const configDefinition = defineConfig({
  port: {
    doc: 'Port of the simulated providers; 0 lets the system choose one.',
    env: 'PARLEY_SIMULATOR_PORT',
    schema: portSetting,
    default: 0,
  },
  python: {
    doc: 'A Python that can import pocketsphinx, for speech recognition without keys. `npm start` finds or makes one.',
    env: 'PARLEY_PYTHON',
    schema: z.string().optional(),
    example: '/usr/bin/python3',
  },
  knows: {
    doc: 'Scenarios whose sentences the simulated providers recognise by their sound, and no others; separated by commas. For more callers at once than speech recognition on this machine can follow.',
    env: 'PARLEY_SIMULATOR_KNOWS',
    schema: listSetting,
    default: [],
    example: 'leaking-sink',
  },
});

export type RehearsalConfig = ConfigOf<typeof configDefinition>;
