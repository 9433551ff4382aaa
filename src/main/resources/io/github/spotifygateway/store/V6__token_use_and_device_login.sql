-- When the token was last used, to within some minutes.
alter table api_token add column last_used_at timestamp(3) with time zone;
