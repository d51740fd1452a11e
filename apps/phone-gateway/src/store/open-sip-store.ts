import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatSipRecords, parseSipRecords, type SipRecords } from './sip-records.ts';

export interface SipStore {
  readonly records: SipRecords;
  /**
   * One after the other: `change` sees what the one before left, and what it returns has reached the disk when this
   * resolves. When it throws, nothing has changed.
   */
  change<T>(change: (draft: Draft) => T): Promise<T>;
}

export type Draft = {
  [K in keyof SipRecords]: SipRecords[K] extends ReadonlyMap<string, infer V> ? Map<string, V> : never;
};

/** For whoever started the gateway. */
export class StoreError extends Error {
  override name = 'StoreError';
}

async function readRecords(file: string): Promise<SipRecords> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return { inboundTrunks: new Map(), outboundTrunks: new Map(), dispatchRules: new Map() };
    throw new StoreError(`${file} (SIP trunks and rules) cannot be read: ${(error as Error).message}`);
  }
  try {
    return parseSipRecords(text);
  } catch (error) {
    throw new StoreError(
      `${file} (SIP trunks and rules) is broken: ${(error as Error).message}. Mend it, or move it away to begin with none.`,
    );
  }
}

/** Whole or not at all, for its owner only: it holds the trunks' passwords. */
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

/** Trunks and dispatch rules in one JSON file. @throws StoreError */
export async function openSipStore(file: string): Promise<SipStore> {
  await mkdir(dirname(file), { recursive: true });
  let records = await readRecords(file);
  let last: Promise<unknown> = Promise.resolve();
  return {
    get records() {
      return records;
    },
    change(change) {
      const changed = last.then(async () => {
        const draft: Draft = {
          inboundTrunks: new Map(records.inboundTrunks),
          outboundTrunks: new Map(records.outboundTrunks),
          dispatchRules: new Map(records.dispatchRules),
        };
        const result = change(draft);
        await writeWhole(file, formatSipRecords(draft));
        records = draft;
        return result;
      });
      last = changed.catch(() => {});
      return changed;
    },
  };
}
