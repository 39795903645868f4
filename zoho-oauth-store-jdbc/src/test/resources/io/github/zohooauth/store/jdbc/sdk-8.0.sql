create table oauthtoken (
  id varchar(10) not null,
  user_name varchar(255),
  client_id varchar(255),
  client_secret varchar(255),
  refresh_token varchar(255),
  access_token varchar(255),
  grant_token varchar(255),
  expiry_time varchar(20),
  redirect_url varchar(255),
  api_domain varchar(255),
  primary key (id)
);

insert into oauthtoken(id, user_name, client_id, client_secret, refresh_token, access_token, grant_token, expiry_time, redirect_url, api_domain) values ('1', 'ada@example.com', '1000.SDK', 'secret-ada', '1000.refresh-ada', '1000.access-ada', '1000.code-ada', '1735732800000', null, 'https://www.zohoapis.eu');

insert into oauthtoken(id, user_name, client_id, client_secret, refresh_token, access_token, grant_token, expiry_time, redirect_url, api_domain) values ('2', 'bob@example.com', '1000.SDK', 'secret-bob', '1000.refresh-bob', '1000.access-bob', null, '1735732800000', 'https://app.example/callback', 'https://sandbox.zohoapis.in');
