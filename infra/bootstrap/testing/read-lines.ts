import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The first line that a process prints. */
export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no stdout to read');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('ended without a line');
}
