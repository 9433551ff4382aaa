-- A token that its owner gave to a program. Only its hash is kept; it ends with the connection.
create table api_token (
    id            varchar(36)                 not null primary key,
    connection_id varchar(36)                 not null references connection (id) on delete cascade,
    token_hash    bytea                       not null unique,
    name          varchar(120)                not null,
    hint          varchar(20)                 not null,
    scopes        varchar(200)                not null,
    created_at    timestamp(3) with time zone not null,
    expires_at    timestamp(3) with time zone not null
);

create index api_token_connection on api_token (connection_id);
