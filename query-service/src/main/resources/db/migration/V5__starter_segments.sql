-- Segments that every project begins with are written by no key.
ALTER TABLE segment_version
    ALTER COLUMN written_by DROP NOT NULL;

-- How many of the sets of starter segments the project has been given: each once, so that those that
-- somebody changed or deleted stay as they are.
ALTER TABLE project
    ADD COLUMN starter_sets integer NOT NULL DEFAULT 0;
