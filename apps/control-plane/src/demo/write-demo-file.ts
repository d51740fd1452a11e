import { chmod, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DemoFile } from '@parley/contracts';

/** Writes the file whole or not at all, readable by its owner only. */
export async function writeDemoFile(file: string, content: DemoFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    // An earlier draft keeps its mode when it is opened again.
    await chmod(draft, 0o600);
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
