import { join } from 'node:path';
import type { DemoFile } from '@parley/contracts';
import { type DemoCredentials, demoNumber, generateDemoCredentials, seedDemo } from '@parley/core';
import type { Database } from '@parley/db';
import { readDemoFile } from './read-demo-file.ts';
import { writeDemoFile } from './write-demo-file.ts';

interface ProvideDemo {
  db: Database;
  dataDir: string;
  /** Where the control plane and LiveKit are reached. */
  url: string;
  livekitUrl: string;
  /** Where telephones call, without a number. */
  sipAddress?: string | undefined;
}

const credentialsOf = (file: DemoFile): DemoCredentials => ({
  apiKey: file.api_key,
  email: file.email,
  password: file.password,
  otherApiKey: file.other_api_key,
});

/** Makes the demo tenants and says in `demo.json` how to get in; credentials are made once and kept there. */
export async function provideDemo({
  db,
  dataDir,
  url,
  livekitUrl,
  sipAddress,
}: ProvideDemo): Promise<DemoFile> {
  const file = join(dataDir, 'demo.json');
  const known = await readDemoFile(file);
  const credentials = known ? credentialsOf(known) : generateDemoCredentials();
  const { tenantId, agentId } = await seedDemo({ db, credentials });
  const content: DemoFile = {
    url,
    livekit_url: livekitUrl,
    tenant_id: tenantId,
    agent_id: agentId,
    api_key: credentials.apiKey,
    email: credentials.email,
    password: credentials.password,
    other_api_key: credentials.otherApiKey,
    ...(sipAddress && { sip: `sip:${demoNumber}@${sipAddress}` }),
  };
  await writeDemoFile(file, content);
  return content;
}
