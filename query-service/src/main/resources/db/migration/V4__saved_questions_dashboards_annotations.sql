-- Questions and dashboards that are kept by name. A change takes the place of the row's content and counts
-- its version up; dashboards name questions inside of their content, so who writes, locks the project.
CREATE TABLE saved_item
(
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project     integer     NOT NULL REFERENCES project (id),
    type        text        NOT NULL CHECK (type IN ('question', 'dashboard')),
    -- what addresses name it by: made from its first name, never changed
    item        text        NOT NULL CHECK (item ~ '^[a-z0-9][a-z0-9-]{0,99}$'),
    version     integer     NOT NULL CHECK (version >= 1),
    name        text        NOT NULL CHECK (name <> ''),
    owner       text        NOT NULL,
    description text        NOT NULL,
    -- JSON
    content     text        NOT NULL CHECK (content <> ''),
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    -- the key that wrote it last
    changed_by  bigint      NOT NULL REFERENCES api_key (id),
    UNIQUE (project, type, item)
);

-- What happened at an instant, or on a local date of the project.
CREATE TABLE annotation
(
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project     integer     NOT NULL REFERENCES project (id),
    version     integer     NOT NULL CHECK (version >= 1),
    happened_at timestamptz,
    happened_on date,
    text        text        NOT NULL CHECK (text <> ''),
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    changed_by  bigint      NOT NULL REFERENCES api_key (id),
    CHECK ((happened_at IS NULL) <> (happened_on IS NULL))
);

CREATE INDEX annotation_project ON annotation (project);
