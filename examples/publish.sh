#!/bin/sh
# A job for cron: publishes what is ahead, as a calendar to subscribe to and as JSON-LD for the pages of a web site.
#
#   */10 * * * *  BOXOFFICE_DB=/srv/boxoffice/house.db sh /srv/boxoffice/publish.sh /srv/www 'https://house.example/{concert}'
#
# Each file is written beside the one that is published and then put in its place, so nobody ever reads half of one.
set -eu

boxoffice=${BOXOFFICE:-boxoffice}
folder=${1:?name the folder that is published}
url=${2:?name where a concert is found, with {concert\} for its slug}

publish() {
    "$boxoffice" --no-input concert export --from today --output-format "$1" --url "$url" > "$folder/.$2.new"
    mv "$folder/.$2.new" "$folder/$2"
}

publish ics concerts.ics
publish jsonld concerts.jsonld
