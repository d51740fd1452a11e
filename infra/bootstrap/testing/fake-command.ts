import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Puts a shell script under the command's name into the folder, for a PATH that leads there. */
export function fakeCommand(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}
