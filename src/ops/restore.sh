#!/bin/sh
# Restores what backup.sh wrote into a fresh database, with its roles and their rights.
#   restore.sh FOLDER DATABASE
# Host, port, user and password as for psql; the user is a superuser, since the roles must be there before the rights. A role that is
# missing is made and may not sign in until you give it a password: ALTER ROLE ... LOGIN PASSWORD '...'. The application's role
# gets its password from the start, where its owner may do that.
set -eu
[ $# -eq 2 ] || { echo "usage: restore.sh FOLDER DATABASE" >&2; exit 2; }
folder=$1
database=$2
[ -f "$folder/database" ] && [ -f "$folder/roles" ] || { echo "$folder holds no backup" >&2; exit 1; }
owner=$(head -n 1 "$folder/roles")
while IFS= read -r role; do
    psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --set=role="$role" --dbname=postgres <<'SQL'
select format('create role %I', :'role') where not exists (select from pg_roles where rolname = :'role') \gexec
SQL
done < "$folder/roles"
createdb --owner="$owner" --template=template0 --encoding=UTF8 "$database"
pg_restore --exit-on-error --single-transaction --dbname="$database" "$folder/database"
echo "Restored into $database, which belongs to $owner."
