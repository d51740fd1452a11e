import { type Database, users, withIdentity } from '@parley/db';
import { sql } from 'drizzle-orm';

/** The person with this e-mail address, whatever its case. */
export async function findUserByEmail(db: Database, email: string) {
  const [user] = await withIdentity(db, (tx) =>
    tx.select().from(users).where(sql`lower(${users.email}) = lower(${email})`),
  );
  return user;
}
