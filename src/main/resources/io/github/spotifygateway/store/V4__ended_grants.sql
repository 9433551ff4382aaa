-- A grant that Spotify ended keeps its tokens for a short while only, then no key is needed for it.
alter table connection alter column access_token drop not null;
alter table connection alter column key_id drop not null;
alter table connection add column ended_at timestamp(3) with time zone;
update connection set ended_at = current_timestamp where state = 'REAUTHORIZE';

-- How many days before its end a grant was last announced to end.
alter table connection add column announced_days int;
