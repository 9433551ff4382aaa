-- What the Web API's answers show about the app: since when without showing the opposite, and when last.
create table app_observation (
    client_id   varchar(200)                not null,
    name        varchar(40)                 not null,
    since       timestamp(3) with time zone not null,
    observed_at timestamp(3) with time zone not null,
    primary key (client_id, name)
);
