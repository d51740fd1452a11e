import { join } from 'node:path';
import { provideDemo } from '../demo/provide-demo.ts';
import { readDemoFile } from '../demo/read-demo-file.ts';
import { publicUrlOf } from '../public-url-of.ts';
import type { Command } from './command.ts';

/** The demo tenants, as `npm start` makes them. Content that is there is left as it is. */
export const seed: Command = {
  usage: 'seed',
  summary: 'make the demo tenants with agents and knowledge, and write their credentials to demo.json',
  run: async ({ database, config, answer }) => {
    const { dataDir } = config;
    const file = join(dataDir, 'demo.json');
    // The server writes its own when it starts.
    const livekitUrl = (await readDemoFile(file))?.livekit_url ?? 'ws://127.0.0.1:7880';
    const demo = await provideDemo({ db: database.db, dataDir, url: publicUrlOf(config), livekitUrl });
    answer({ tenant_id: demo.tenant_id, agent_id: demo.agent_id, file }, [
      `The demo tenants are there; ${demo.tenant_id} is the first.`,
      `How to get in is in ${file}.`,
    ]);
    return 0;
  },
};
