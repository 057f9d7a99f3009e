-- Projects, and the keys that open their doors. ingest-service reads api_key, only query-service writes.
CREATE TABLE project
(
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL UNIQUE CHECK (name <> ''),
    -- IANA name: what "a day" of this project is
    time_zone  text        NOT NULL DEFAULT 'UTC',
    week_start text        NOT NULL DEFAULT 'MONDAY'
        CHECK (week_start IN ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY')),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_key
(
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id   integer     NOT NULL REFERENCES project (id),
    scope        text        NOT NULL CHECK (scope IN ('write', 'read', 'admin')),
    -- 'installation': an admin key that administers every project, not only its own
    reach        text        NOT NULL DEFAULT 'project' CHECK (reach IN ('project', 'installation')),
    -- lower-case hex SHA-256 of the key's text, which is stored nowhere
    key_hash     char(64)    NOT NULL UNIQUE CHECK (key_hash ~ '^[0-9a-f]{64}$'),
    shown_prefix text        NOT NULL,
    label        text        NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    CHECK (reach = 'project' OR scope = 'admin')
);

CREATE INDEX api_key_project ON api_key (project_id);
