#!/bin/sh
# A first night, from an empty file to tickets sold, admitted and reported.
#
#   sh examples/first_night.sh
#
# It builds boxoffice, works in a temporary folder on a practice office, whose clock can be set, and shows each command
# with its answer. Set BOXOFFICE to a built program to skip the building.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${BOXOFFICE:-}" ]; then
    cargo build --release --quiet --manifest-path "$here/../Cargo.toml"
    BOXOFFICE=${CARGO_TARGET_DIR:-$here/../target}/release/boxoffice
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BOXOFFICE_DB="$folder/practice.db" BOXOFFICE_OPERATOR=sari
export BOXOFFICE_NOW=2026-11-01T03:00:00Z

# Shows a command, then runs it.
run() {
    printf '\n$ boxoffice'
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9_=/.,:-]*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$BOXOFFICE" "$@"
}

printf '# A new house, with a season from a spreadsheet\n'
run init --practice --name 'Rumah Musik' --currency IDR --timezone Asia/Jakarta
run concert import "$here/season.csv"
run concert list --from 2026-11-01 --to 2026-11-30
run ticket-type list --concert java-jazz-2026

printf '\n# The counter opens\n'
run sell java-jazz-2026/adult=2 child --pay cash --tendered 1000000
run sell java-jazz-2026/vip=2 --pay card --user ani@example.com --name Ani
order=$("$BOXOFFICE" order create java-jazz-2026/adult=4 --user +6281234567 --name Budi --expires-at 20m --quiet)
run payment record "$order" --pay cash=500000
run payment record "$order" --pay transfer --reference 'BCA 4711'

printf '\n# Somebody cannot come\n'
run payment refund "$order" --ticket "$order/4" --to cash --reason 'caught a cold'

printf '\n# The night itself: the clock stands at 19:00 in Jakarta\n'
export BOXOFFICE_NOW=2026-11-28T12:00:00Z
code=$("$BOXOFFICE" ticket show "$order/1" --format csv | sed -n 2p | cut -d, -f7)
run ticket admit "$code" --gate north
printf '\n# The same ticket a second time is refused, and that is written down too\n'
run ticket admit "$code" --gate south || printf '[exit status: %s]\n' "$?"

printf '\n# The books\n'
run report sales --concert java-jazz-2026
run report manifest java-jazz-2026
run journal verify
run db check
printf '\nThe night is over: everything sold, paid, admitted and proven.\n'
