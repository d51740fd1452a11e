-- Owns the function that searches. Like the others it belongs to the whole server; see 0000_roles.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_search') THEN
    CREATE ROLE parley_search NOLOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT;
  END IF;
  BEGIN
    SET LOCAL ROLE parley_search;
    RESET ROLE;
  EXCEPTION WHEN insufficient_privilege THEN
    EXECUTE format('GRANT parley_search TO %I WITH INHERIT FALSE, SET TRUE', session_user);
  END;
END
$$;--> statement-breakpoint
-- Both are trusted: the database's owner may create them. Where a server has them not, search does without.
DO $$
DECLARE
  extension text;
BEGIN
  FOREACH extension IN ARRAY ARRAY['btree_gin', 'pg_trgm'] LOOP
    BEGIN
      EXECUTE format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA public', extension);
    EXCEPTION WHEN OTHERS THEN
      RAISE WARNING 'The extension % is not available (%): searching knowledge is slower, or does not find misspelt words.',
        extension, SQLERRM;
    END;
  END LOOP;
END
$$;
