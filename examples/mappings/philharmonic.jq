# The performance history of the New York Philharmonic (github.com/nyphilarchive/PerformanceHistory, Programs/json), one
# line of boxoffice's own fields for each concert:
#
#   gzip -dcf *.json* | jq -nc -f philharmonic.jq | boxoffice concert import - --mapping philharmonic.toml
#
# A programme was played on several dates: each is a concert, known by the programme's id and its place in the list.
# `Date` is the day in New York written as a moment, so only its first ten characters count. Where one hall has two
# concerts of one name at the same hour, or at hours nobody wrote down, the later ones get a number behind their name.
def known: if . == null then empty else gsub("\\s+"; " ") | select(. != "None" and . != "Unknown Venue" and . != "") end;
def split_names: [splits("\\s*;\\s+")] | map(select(. != ""));
def people:
  [ (.orchestra | known),
    (.works[]? | (.conductorName | known | split_names[]), (.soloists[]?.soloistName | known | split_names[])) ]
  | reduce .[] as $name ([]; if index([$name]) then . else . + [$name] end);

def concerts:
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
      note: "\(.eventType), \($program.season)" };

def night: [.date[:4], "\(.name)|\(.venue)|\(.location)|\(.date)|\(.time)"];
foreach (inputs | concerts) as $concert ({};
  setpath($concert | night; getpath($concert | night) + 1);
  getpath($concert | night) as $number
  | $concert | if $number > 1 then .name += " (\($number))" else . end)
