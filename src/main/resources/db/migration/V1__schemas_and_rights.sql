-- The migrating role owns everything; the application's role, ${app}, works with rows and nothing else.
-- Tables, views and sequences that later migrations create in these two schemas carry the rights below without a word;
-- a table with fewer (the record) says so itself: REVOKE UPDATE, DELETE ON ... FROM ${app}.

CREATE SCHEMA IF NOT EXISTS dottedline;
CREATE SCHEMA IF NOT EXISTS engine;

GRANT USAGE ON SCHEMA dottedline, engine TO ${app};

ALTER DEFAULT PRIVILEGES IN SCHEMA dottedline, engine GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};
ALTER DEFAULT PRIVILEGES IN SCHEMA dottedline, engine GRANT USAGE, SELECT ON SEQUENCES TO ${app};
