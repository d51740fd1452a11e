import { type ConfigOf, defineConfig, portSetting } from '@parley/config';
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
});

export type RehearsalConfig = ConfigOf<typeof configDefinition>;
