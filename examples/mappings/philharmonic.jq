# The performance history of the New York Philharmonic (github.com/nyphilarchive/PerformanceHistory, Programs/json), one
# line of boxoffice's own fields for each concert:
#
#   gzip -dcf *.json* | jq -c -f philharmonic.jq | boxoffice concert import - --mapping philharmonic.toml
#
# A programme was played on several dates: each is a concert, known by the programme's id and its place in the list.
# `Date` is the day in New York written as a moment, so only its first ten characters count.
def known: if . == null then empty else gsub("\\s+"; " ") | select(. != "None" and . != "Unknown Venue" and . != "") end;
def split_names: [splits("\\s*;\\s+")] | map(select(. != ""));
def people:
  [ (.orchestra | known),
    (.works[]? | (.conductorName | known | split_names[]), (.soloists[]?.soloistName | known | split_names[])) ]
  | reduce .[] as $name ([]; if index([$name]) then . else . + [$name] end);

.programs[] | . as $program | people as $people
| ([.works[]?.composerName | known] | first) as $composer
| .concerts | to_entries[] | .key as $index | .value
| { source: "nyphil",
    source_id: "\($program.id)/\($index + 1)",
    name: ([($program.orchestra | known), ($composer // .eventType)] | join(": ")),
    venue: ([.Venue | known] | first),
    location: .Location,
    date: .Date[:10],
    time: .Time,
    artists: $people,
    note: "\(.eventType), \($program.season)" }
