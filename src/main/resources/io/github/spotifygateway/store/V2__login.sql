-- States of logins that came back from Spotify: each may come back once.
create table completed_login (
    state_hash varchar(64)                 not null primary key,
    expires_at timestamp(3) with time zone not null
);

create index completed_login_expiry on completed_login (expires_at);

-- Spring Session's tables under the gateway's name. The id is a hash of what the cookie holds.
create table spotify_gateway_session (
    primary_id            char(36) not null primary key,
    session_id            varchar(43) not null,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(255)
);

create unique index spotify_gateway_session_id on spotify_gateway_session (session_id);

create index spotify_gateway_session_expiry on spotify_gateway_session (expiry_time);

create index spotify_gateway_session_principal on spotify_gateway_session (principal_name);

create table spotify_gateway_session_attributes (
    session_primary_id char(36)     not null references spotify_gateway_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
