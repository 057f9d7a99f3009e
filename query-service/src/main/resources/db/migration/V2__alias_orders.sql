-- What administrators say about who is who; SDKs' own aliases are rows of ClickHouse's events. Nothing is
-- ever changed or deleted here: a later order for the same previous id takes the place of an earlier one.
-- ingest-service reads WHERE id > ?, so rows become visible in the order of their ids: who inserts, locks.
CREATE TABLE alias_orders
(
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project     integer     NOT NULL REFERENCES project (id),
    previous_id text        NOT NULL CHECK (previous_id <> ''),
    user_id     text        NOT NULL CHECK (user_id <> ''),
    action      text        NOT NULL CHECK (action IN ('merge', 'undo')),
    reason      text        NOT NULL CHECK (reason <> ''),
    -- the key that ordered it
    ordered_by  bigint      NOT NULL REFERENCES api_key (id),
    ordered_at  timestamptz NOT NULL,
    CHECK (previous_id <> user_id)
);

CREATE INDEX alias_orders_project ON alias_orders (project, id);
