-- Venues and artists that were merged into another: their row stays, and its names go on to mean the other.

PRAGMA user_version = 8;

CREATE INDEX venues_merged ON venues (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX artists_merged ON artists (merged_into) WHERE merged_into IS NOT NULL;

CREATE TRIGGER venues_begin_merged_into_one BEFORE INSERT ON venues
WHEN NEW.merged_into IS NOT NULL AND NOT EXISTS (SELECT 1 FROM venues WHERE id = NEW.merged_into AND merged_into IS NULL)
BEGIN SELECT RAISE(ABORT, 'refused: a venue is merged into one that stands for itself'); END;

CREATE TRIGGER venues_merge_into_one BEFORE UPDATE OF merged_into ON venues
WHEN NEW.merged_into IS NOT NULL AND (NEW.merged_into = OLD.id
    OR NOT EXISTS (SELECT 1 FROM venues WHERE id = NEW.merged_into AND merged_into IS NULL))
BEGIN SELECT RAISE(ABORT, 'refused: a venue is merged into one that stands for itself'); END;

CREATE TRIGGER venues_merge_without_chains BEFORE UPDATE OF merged_into ON venues
WHEN NEW.merged_into IS NOT NULL AND EXISTS (SELECT 1 FROM venues WHERE merged_into = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a venue that others are merged into is not merged before them'); END;

CREATE TRIGGER venues_merge_empty BEFORE UPDATE OF merged_into ON venues
WHEN NEW.merged_into IS NOT NULL AND EXISTS (SELECT 1 FROM concerts WHERE venue_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a venue with concerts is not merged before them'); END;

CREATE TRIGGER venues_stay_merged BEFORE UPDATE OF merged_into ON venues
WHEN OLD.merged_into IS NOT NULL AND NEW.merged_into IS NULL
BEGIN SELECT RAISE(ABORT, 'refused: a merged venue stays merged'); END;

CREATE TRIGGER venues_merged_never_deleted BEFORE DELETE ON venues
WHEN OLD.merged_into IS NOT NULL OR EXISTS (SELECT 1 FROM venues WHERE merged_into = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a merged venue, and the one it is merged into, are never deleted'); END;

CREATE TRIGGER concerts_begin_at_standing_venues BEFORE INSERT ON concerts
WHEN EXISTS (SELECT 1 FROM venues WHERE id = NEW.venue_id AND merged_into IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'refused: no concert is at a merged venue'); END;

CREATE TRIGGER concerts_move_to_standing_venues BEFORE UPDATE OF venue_id ON concerts
WHEN EXISTS (SELECT 1 FROM venues WHERE id = NEW.venue_id AND merged_into IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'refused: no concert is at a merged venue'); END;

CREATE TRIGGER artists_begin_merged_into_one BEFORE INSERT ON artists
WHEN NEW.merged_into IS NOT NULL AND NOT EXISTS (SELECT 1 FROM artists WHERE id = NEW.merged_into AND merged_into IS NULL)
BEGIN SELECT RAISE(ABORT, 'refused: an artist is merged into one that stands for itself'); END;

CREATE TRIGGER artists_merge_into_one BEFORE UPDATE OF merged_into ON artists
WHEN NEW.merged_into IS NOT NULL AND (NEW.merged_into = OLD.id
    OR NOT EXISTS (SELECT 1 FROM artists WHERE id = NEW.merged_into AND merged_into IS NULL))
BEGIN SELECT RAISE(ABORT, 'refused: an artist is merged into one that stands for itself'); END;

CREATE TRIGGER artists_merge_without_chains BEFORE UPDATE OF merged_into ON artists
WHEN NEW.merged_into IS NOT NULL AND EXISTS (SELECT 1 FROM artists WHERE merged_into = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: an artist that others are merged into is not merged before them'); END;

CREATE TRIGGER artists_merge_out_of_line_ups BEFORE UPDATE OF merged_into ON artists
WHEN NEW.merged_into IS NOT NULL AND EXISTS (SELECT 1 FROM concert_artists WHERE artist_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: an artist in a line-up is not merged before it is changed'); END;

CREATE TRIGGER artists_stay_merged BEFORE UPDATE OF merged_into ON artists
WHEN OLD.merged_into IS NOT NULL AND NEW.merged_into IS NULL
BEGIN SELECT RAISE(ABORT, 'refused: a merged artist stays merged'); END;

CREATE TRIGGER artists_merged_never_deleted BEFORE DELETE ON artists
WHEN OLD.merged_into IS NOT NULL OR EXISTS (SELECT 1 FROM artists WHERE merged_into = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a merged artist, and the one it is merged into, are never deleted'); END;

CREATE TRIGGER line_ups_begin_with_standing_artists BEFORE INSERT ON concert_artists
WHEN EXISTS (SELECT 1 FROM artists WHERE id = NEW.artist_id AND merged_into IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'refused: no merged artist is in a line-up'); END;

CREATE TRIGGER line_ups_change_to_standing_artists BEFORE UPDATE OF artist_id ON concert_artists
WHEN EXISTS (SELECT 1 FROM artists WHERE id = NEW.artist_id AND merged_into IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'refused: no merged artist is in a line-up'); END;
