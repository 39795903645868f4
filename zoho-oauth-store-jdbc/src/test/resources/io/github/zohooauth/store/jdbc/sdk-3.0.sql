create table oauthtoken(id int(11) not null auto_increment, user_mail varchar(255) not null, client_id varchar(255), refresh_token varchar(255), access_token varchar(255), grant_token varchar(255), expiry_time varchar(20), primary key (id));

insert into oauthtoken(user_mail, client_id, refresh_token, access_token, grant_token, expiry_time) values ('ada@example.com', '1000.SDK', '1000.refresh-ada', '1000.access-ada', null, '1735732800000');

insert into oauthtoken(user_mail, client_id, refresh_token, access_token, grant_token, expiry_time) values ('eve@example.com', '1000.SDK', null, null, '1000.code-eve', 'null');
