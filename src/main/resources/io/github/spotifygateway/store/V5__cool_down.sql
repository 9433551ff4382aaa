-- Until when Spotify takes no more calls of an operation from the app, by the database's clock.
create table cool_down (
    client_id varchar(200)                not null,
    operation varchar(200)                not null,
    reason    varchar(20)                 not null,
    ends_at   timestamp(3) with time zone not null,
    primary key (client_id, operation)
);
