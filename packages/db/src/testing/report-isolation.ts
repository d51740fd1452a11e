import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../../.parley/logs/isolation', import.meta.url));

/**
 * What a suite has really counted, for the report that `npm run isolation` prints.
 * @param part the suite; what it said in an earlier run is forgotten.
 */
export function reportIsolation(part: string, counts: Record<string, number>): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${part}.json`), `${JSON.stringify(counts, null, 2)}\n`);
}
