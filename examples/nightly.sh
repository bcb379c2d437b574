#!/bin/sh
# A job for cron: expires what is overdue, proves the books, and writes yesterday's sales as JSON.
#
#   15 3 * * *  BOXOFFICE_DB=/srv/boxoffice/house.db sh /srv/boxoffice/nightly.sh /srv/boxoffice/reports
#
# Every command answers in JSON and by its exit status, so a failure stops the job and cron mails what was said. The key
# makes the first command safe to run again after a crash.
set -eu

boxoffice=${BOXOFFICE:-boxoffice}
reports=${1:?name a folder for the reports}
yesterday=${2:-$(date -d yesterday +%F)}
mkdir -p "$reports"

"$boxoffice" --json --no-input --as cron --key "expire-$yesterday" order expire > /dev/null
"$boxoffice" --json --no-input db check > /dev/null
"$boxoffice" --json --no-input report sales --from "$yesterday" --to "$yesterday" > "$reports/$yesterday.json"

jq -r '"\(.tickets) tickets, \(.amount.amount) \(.amount.currency)"' "$reports/$yesterday.json"
