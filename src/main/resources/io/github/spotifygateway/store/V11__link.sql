-- A link by which somebody gave a grant for a company's user. It may be used once, which its row
-- remembers until the link has expired anyway. The grant, a ciphertext, waits for the code that the
-- browser shows, and goes with it.
create table link (
    id_hash        bytea                       not null primary key,
    principal_name varchar(255)                not null,
    issuer         varchar(255)                not null,
    subject        varchar(255)                not null,
    code_hash      bytea,
    pending_grant  varchar(20000),
    tries          int                         not null,
    expires_at     timestamp(3) with time zone not null
);

create index link_principal on link (principal_name);

create index link_expiry on link (expires_at);
