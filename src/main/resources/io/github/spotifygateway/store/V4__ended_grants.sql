-- When Spotify last called the grant invalid. A grant that it ended keeps its tokens for a short
-- while only, then no key is needed for it.
alter table connection alter column access_token drop not null;
alter table connection alter column key_id drop not null;
alter table connection add column invalid_at timestamp(3) with time zone;
update connection set invalid_at = current_timestamp where state = 'REAUTHORIZE';

create index connection_invalid on connection (invalid_at);

-- How many days before its end a grant was last announced to end.
alter table connection add column announced_days int;
