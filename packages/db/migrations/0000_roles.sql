-- Roles belong to the whole server, so they may be there already: another database's, or made by its administrator.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['parley_app', 'parley_system', 'parley_identity'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT', role_name);
    END IF;
    BEGIN
      EXECUTE format('SET LOCAL ROLE %I', role_name);
      RESET ROLE;
    EXCEPTION WHEN insufficient_privilege THEN
      -- Without INHERIT the login has their rights only after SET ROLE, never by accident.
      EXECUTE format('GRANT %I TO %I WITH INHERIT FALSE, SET TRUE', role_name, session_user);
    END;
  END LOOP;
END
$$;
