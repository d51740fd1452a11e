import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './repository.ts';

/** What `npm start` gives to the node of a server. */
export async function serverFlags(): Promise<string[]> {
  const file = pathToFileURL(join(repository, 'infra/bootstrap/stack/server-flags.mjs')).href;
  const { serverFlags: flags } = (await import(file)) as { serverFlags: string[] };
  return flags;
}
