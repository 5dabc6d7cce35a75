#!/bin/sh
# Backs up an outside PostgreSQL while Dotted Line runs: the database, and the names of the roles that have rights in it.
#   backup.sh DATABASE FOLDER
# Host, port, user and password as for psql (PGHOST, PGPORT, PGUSER, PGPASSWORD or ~/.pgpass); the user reads all tables, as their owner does.
set -eu
[ $# -eq 2 ] || { echo "usage: backup.sh DATABASE FOLDER" >&2; exit 2; }
database=$1
folder=$2
[ ! -e "$folder" ] || { echo "$folder is there already: choose another folder" >&2; exit 1; }
umask 077
mkdir "$folder"
trap 'rm -rf "$folder.unfinished"; [ -f "$folder/roles" ] || rmdir "$folder"' EXIT
mkdir "$folder.unfinished"
pg_dump --format=custom --no-unlogged-table-data --file="$folder.unfinished/database" "$database"
# the owner first: whoever restores gives the database to that one
psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --dbname="$database" --output="$folder.unfinished/roles" <<'SQL'
select name from (
    select pg_get_userbyid(nspowner) as name, 0 as place from pg_namespace where nspname = 'dottedline'
    union
    select pg_get_userbyid(r.grantee), 1
    from pg_namespace n, aclexplode(n.nspacl) r
    where n.nspname in ('dottedline', 'engine') and r.grantee <> 0 and r.grantee <> n.nspowner) as found
order by place, name;
SQL
mv "$folder.unfinished/database" "$folder/database"
mv "$folder.unfinished/roles" "$folder/roles"
echo "The backup of $database is in $folder."
