import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { Database, DatabaseHandle } from '../database.ts';
import { pgliteExtensions } from '../pglite/pglite-extensions.ts';
import { pgliteHandle } from '../pglite/pglite-handle.ts';
import { readCatalogue } from './catalogue.ts';
import { pgliteTemplate } from './pglite-template.ts';

/** As they were at first: migrated and empty. To start another takes ten times as long as to empty one. */
const idle: PGlite[] = [];
/** How many are kept: memory is returned when a file had more. */
const kept = 2;
let untouched: string | undefined;

/** A migrated, empty PGlite in memory; when it is closed, it is emptied for who asks next in this process. */
export async function lendPglite(): Promise<DatabaseHandle> {
  const client = idle.pop() ?? (await startPglite());
  const loan = loanOf(client);
  const handle = await pgliteHandle(loan.client);
  untouched ??= await schemaOf(client);
  return {
    ...handle,
    close: async () => {
      if (!loan.end()) return;
      // One that broke cannot be closed either: its memory goes with the process.
      if (idle.length >= kept || !(await isEmptied(client))) await client.close().catch(() => {});
      else idle.push(client);
    },
  };
}

export const startPglite = async (): Promise<PGlite> =>
  PGlite.create({ loadDataDir: await pgliteTemplate(), extensions: pgliteExtensions });

/** The client until the loan is over; from then on it answers nobody, as one that is closed. */
function loanOf(client: PGlite) {
  let over = false;
  const lent = new Proxy(client, {
    get: (_, name) => {
      if (over) throw new Error('PGlite is closed');
      const value: unknown = Reflect.get(client, name, client);
      return typeof value === 'function' ? value.bind(client) : value;
    },
  });
  const end = () => {
    const first = !over;
    over = true;
    return first;
  };
  return { client: lent, end };
}

/** Waits for what is under way. @returns false when the schema is not what it was, so that nobody may go on with it. */
async function isEmptied(client: PGlite): Promise<boolean> {
  try {
    // Roles, settings and prepared statements first.
    await client.exec('discard all');
    if ((await schemaOf(client)) !== untouched) return false;
    const { rows } = await client.query<{ names: string | null }>(
      `select string_agg(format('%I.%I', schemaname, tablename), ', ') as names from pg_tables where schemaname = 'public'`,
    );
    await client.exec(`truncate ${rows[0]?.names} restart identity`);
    return true;
  } catch {
    return false;
  }
}

const schemaOf = async (client: PGlite) =>
  JSON.stringify(await readCatalogue(drizzle(client) as unknown as Database));
