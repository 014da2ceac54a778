#!/bin/sh
# One-shot job: Temporal's two databases and their schemas, made or brought up to date.
# Safe to run again. The password comes as SQL_PASSWORD.
set -eu

schema() {
  database=$1
  versions=/etc/temporal/schema/postgresql/v12/$2/versioned
  tool="temporal-sql-tool --plugin postgres12 --ep $SQL_HOST -p 5432 -u $SQL_USER --db $database"
  $tool create
  $tool setup-schema -v 0.0
  $tool update-schema -d "$versions"
}

schema temporal temporal
schema temporal_visibility visibility
echo 'Temporal schemas are up to date'
