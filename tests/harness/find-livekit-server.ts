import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The livekit-server binary that the bootstrap found or built.
 * `npm test` hands it over in PARLEY_LIVEKIT_SERVER; a run of vitest alone looks on PATH.
 */
export function findLivekitServer(): string {
  const given = process.env.PARLEY_LIVEKIT_SERVER;
  if (given) return given;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, 'livekit-server');
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  throw new Error('no livekit-server: run `npm test`, which gets one, or set PARLEY_LIVEKIT_SERVER');
}
