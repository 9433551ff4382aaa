-- A link that shows what its owner is listening to. Only the hash of its address is kept; it ends with
-- the connection.
create table card (
    id            varchar(36)                 not null primary key,
    connection_id varchar(36)                 not null references connection (id) on delete cascade,
    secret_hash   bytea                       not null unique,
    name          varchar(120)                not null,
    hint          varchar(20)                 not null,
    fields        varchar(200)                not null,
    theme         varchar(20)                 not null,
    layout        varchar(20)                 not null,
    created_at    timestamp(3) with time zone not null
);

create index card_connection on card (connection_id);

-- What a user with cards was last seen listening to, as a ciphertext. Goes with the last card.
create table card_snapshot (
    connection_id varchar(36)                 not null primary key references connection (id) on delete cascade,
    snapshot      varchar(16000)              not null,
    observed_at   timestamp(3) with time zone not null
);
