-- Saved segments with all their versions: nothing is ever changed or deleted here. The greatest version of
-- an id is the one that counts; a deleted segment ends with a version that says so.
CREATE TABLE segment_version
(
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project     integer     NOT NULL REFERENCES project (id),
    -- what questions name it by: made from its first name, never changed
    segment     text        NOT NULL CHECK (segment ~ '^[a-z0-9][a-z0-9-]{0,99}$'),
    version     integer     NOT NULL CHECK (version >= 1),
    name        text        NOT NULL CHECK (name <> ''),
    owner       text        NOT NULL,
    description text        NOT NULL,
    -- the population as JSON, as it was sent
    population  text        NOT NULL CHECK (population <> ''),
    deleted     boolean     NOT NULL,
    -- the key that wrote it
    written_by  bigint      NOT NULL REFERENCES api_key (id),
    written_at  timestamptz NOT NULL,
    UNIQUE (project, segment, version)
);
