import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** What besides tables could lead past their policies. */
export interface Doors {
  /** Views and the like: they read with the rights of who made them. */
  views: string[];
  /** Functions that run with the rights of their owner, as `name(arguments) as owner for roles that may call it`. */
  definers: string[];
  /** What Parley's roles may do beyond what they are granted, and whose rights they have. */
  roles: string[];
}

export async function readDoors(db: Database): Promise<Doors> {
  const { rows } = await db.execute<Doors & Record<string, unknown>>(sql`
    select
      array(select relname::text from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f') order by 1) as views,
      array(select p.oid::regprocedure || ' as ' || proowner::regrole || ' for ' || coalesce((
            select string_agg(coalesce(nullif(grantee, 0)::regrole::text, 'public'), ', ' order by grantee)
            from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee <> proowner), 'nobody')
        from pg_proc p where pronamespace = 'public'::regnamespace and prosecdef order by 1) as definers,
      array(select rolname || ' ' || what from pg_roles, lateral (values
            ('is a superuser', rolsuper), ('bypasses row security', rolbypassrls), ('logs in', rolcanlogin),
            ('makes roles', rolcreaterole), ('inherits', rolinherit)) as of_role(what, holds)
          where rolname in
            ('parley_app', 'parley_system', 'parley_identity', 'parley_search', 'parley_gate') and holds
        union all select member::regrole || ' is a ' || roleid::regrole from pg_auth_members
          where member::regrole::text in ('parley_app', 'parley_system', 'parley_identity', 'parley_search', 'parley_gate')
        order by 1) as roles
  `);
  if (!rows[0]) throw new Error('the catalogue did not answer');
  return rows[0];
}
