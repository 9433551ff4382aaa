-- A user's Spotify grant. Tokens are ciphertexts made with the key key_id names.
-- The lease belongs to the node that is refreshing the row, by the database's clock.
create table connection (
    id                varchar(36)                 not null primary key,
    registration_id   varchar(100)                not null,
    principal_name    varchar(255)                not null,
    account_id        varchar(255),
    access_token      varchar(8000)               not null,
    refresh_token     varchar(8000),
    key_id            varchar(32)                 not null,
    access_issued_at  timestamp(3) with time zone not null,
    access_expires_at timestamp(3) with time zone not null,
    scopes            varchar(2000)               not null,
    authorized_at     timestamp(3) with time zone not null,
    reauthorize_by    timestamp(3) with time zone not null,
    state             varchar(20)                 not null,
    version           bigint                      not null,
    lease_owner       varchar(100),
    lease_until       timestamp(3) with time zone,
    constraint connection_principal unique (registration_id, principal_name)
);
