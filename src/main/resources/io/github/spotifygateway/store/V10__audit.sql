-- What whoever watches over the gateway wants to know. No secret, and nothing that hangs on a
-- connection: it outlives what it tells of.
create table audit_event (
    id          varchar(36)                 not null primary key,
    happened_at timestamp(3) with time zone not null,
    type        varchar(40)                 not null,
    outcome     varchar(20)                 not null,
    actor       varchar(255),
    address     varchar(255),
    subject     varchar(255),
    reason      varchar(255),
    request_id  varchar(255),
    occurrences integer                     not null
);

create index audit_event_happened_at on audit_event (happened_at);
create index audit_event_actor on audit_event (actor, happened_at);
