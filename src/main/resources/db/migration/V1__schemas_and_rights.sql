-- The migrating role owns everything; the application's role, ${app}, works with rows and nothing else.
-- Tables, views and sequences that later migrations create in these two schemas carry the rights below without a word;
-- a table with fewer (the record) says so itself: REVOKE UPDATE, DELETE ON ... FROM ${app}.

-- Schemas that an administrator made beforehand are taken as they are: CREATE SCHEMA IF NOT EXISTS wants a right even then.
DO $$
BEGIN
    IF to_regnamespace('engine') IS NULL THEN
        CREATE SCHEMA engine;
    END IF;
END
$$;

GRANT USAGE ON SCHEMA dottedline, engine TO ${app};

ALTER DEFAULT PRIVILEGES IN SCHEMA dottedline, engine GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};
ALTER DEFAULT PRIVILEGES IN SCHEMA dottedline, engine GRANT USAGE, SELECT ON SEQUENCES TO ${app};

-- What PostgreSQL leaves open to everybody. Where the database is not ours this is its owner's to say: the start warns.
SET LOCAL client_min_messages = error;
DO $$
BEGIN
    EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    IF to_regnamespace('public') IS NOT NULL THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        NULL;
END
$$;
