-- A user whose playback somebody follows. One node at a time asks Spotify, for all of them; the others read
-- the event here. The row goes when nobody follows any more.
create table watch (
    connection_id varchar(36)                 not null primary key references connection (id) on delete cascade,
    event_id      varchar(32),
    event         text,
    nudges        int                         not null,
    lease_owner   varchar(36)                 not null,
    lease_until   timestamp(3) with time zone not null
);
