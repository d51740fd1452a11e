import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPhraseFile, writePhraseFile } from './phrase-file.ts';
import { Spoken } from './spoken.ts';

const ending = '.phrase';
const mostBytes = 256 * 1024 * 1024;

/** What a sound depends on beside its words. */
export interface VoiceOfPhrase {
  provider: string;
  model?: string | undefined;
  voice?: string | undefined;
  speed?: number | undefined;
  language: string;
}

/** Where spoken phrases are kept from one call to the next. */
export type Phrases = Pick<PhraseStore, 'read' | 'keep'>;

/**
 * Spoken phrases on disk, each under the hash of its words and its voice: whoever has them has the sound. Several
 * processes may use one folder. A disk that fails costs a request to the voice, never a call.
 */
export class PhraseStore {
  readonly #folder: string;
  readonly #mostBytes: number;

  constructor(folder: string, { mostBytes: most = mostBytes }: { mostBytes?: number } = {}) {
    this.#folder = folder;
    this.#mostBytes = most;
  }

  /** @returns undefined when it is not there, or not whole. */
  async read(voice: VoiceOfPhrase, text: string): Promise<Spoken | undefined> {
    const path = this.#pathOf(voice, text);
    try {
      const pieces = readPhraseFile(await readFile(path));
      const now = new Date();
      // What is in use is the last to go.
      await utimes(path, now, now);
      return pieces && Spoken.whole(pieces);
    } catch {
      return undefined;
    }
  }

  /** @returns whether it is kept. */
  async keep(voice: VoiceOfPhrase, text: string, spoken: Spoken): Promise<boolean> {
    if (!spoken.isWhole) return false;
    const path = this.#pathOf(voice, text);
    const unfinished = `${path}.${randomUUID()}`;
    try {
      // What businesses say on the telephone is nobody else's on this machine.
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(unfinished, writePhraseFile(spoken.pieces), { mode: 0o600 });
      await rename(unfinished, path);
      await this.#makeRoom();
      return true;
    } catch {
      await rm(unfinished, { force: true }).catch(() => {});
      return false;
    }
  }

  #pathOf({ provider, model, voice, speed = 1, language }: VoiceOfPhrase, text: string): string {
    const sound = JSON.stringify([provider, model ?? null, voice ?? null, speed, language, text]);
    return join(this.#folder, `${createHash('sha256').update(sound).digest('hex')}${ending}`);
  }

  /** Removes what was not used for the longest time. */
  async #makeRoom(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(ending));
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name);
        // Another process may have made room.
        const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
        return { path, size, mtimeMs };
      }),
    );
    let held = files.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of files.sort((one, other) => one.mtimeMs - other.mtimeMs)) {
      if (held <= this.#mostBytes) return;
      await rm(path, { force: true });
      held -= size;
    }
  }
}
