-- When the token was last used, to within some minutes.
alter table api_token add column last_used_at timestamp(3) with time zone;

-- A device that waits for someone to let it in. Only hashes of its codes are kept. The row goes when
-- the token is fetched, with the connection of the user who approved, or a while after its end.
create table device_login (
    device_code_hash bytea                       not null primary key,
    user_code_hash   bytea                       not null unique,
    client_name      varchar(120)                not null,
    scopes           varchar(200)                not null,
    asked_from       varchar(100)                not null,
    asked_at         timestamp(3) with time zone not null,
    expires_at       timestamp(3) with time zone not null,
    state            varchar(20)                 not null,
    connection_id    varchar(36) references connection (id) on delete cascade,
    poll_interval    int                         not null,
    next_poll_at     timestamp(3) with time zone not null
);

create index device_login_expiry on device_login (expires_at);

create index device_login_connection on device_login (connection_id);
