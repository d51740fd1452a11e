import { readFile } from 'node:fs/promises';
import { type DemoFile, demoFileSchema } from '@parley/contracts';

/** @returns undefined when there is none, or what is there is not one. */
export async function readDemoFile(file: string): Promise<DemoFile | undefined> {
  try {
    return demoFileSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
