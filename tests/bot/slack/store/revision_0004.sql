BEGIN TRANSACTION;
CREATE TABLE clausebot_channel (
	team VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	given JSON NOT NULL, 
	everything BOOLEAN NOT NULL, 
	private BOOLEAN NOT NULL, 
	PRIMARY KEY (team, channel)
);
INSERT INTO "clausebot_channel" VALUES('T1','CT1','{"resolutions": [], "since": null, "until": null, "kinds": [], "themes": ["SGBV"], "countries": [], "suggested": false}',1,0);
INSERT INTO "clausebot_channel" VALUES('T2','CT2','{"resolutions": [], "since": null, "until": null, "kinds": [], "themes": ["SGBV"], "countries": [], "suggested": false}',1,0);
CREATE TABLE clausebot_event (
	id VARCHAR NOT NULL, 
	seen_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "clausebot_event" VALUES('EvT1','2026-03-01 12:00:00.000000');
INSERT INTO "clausebot_event" VALUES('EvT2','2026-03-01 12:00:00.000000');
INSERT INTO "clausebot_event" VALUES('Ev3','2026-03-01 12:00:00.000000');
INSERT INTO "clausebot_event" VALUES('Ev4','2026-03-01 12:00:00.000000');
CREATE TABLE clausebot_exchange (
	id VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	asker VARCHAR NOT NULL, 
	question TEXT NOT NULL, 
	asked_at DATETIME NOT NULL, 
	origin VARCHAR(16) NOT NULL, 
	question_ts VARCHAR NOT NULL, 
	thread_ts VARCHAR NOT NULL, 
	private BOOLEAN NOT NULL, 
	response_url VARCHAR NOT NULL, 
	given JSON NOT NULL, 
	literal BOOLEAN NOT NULL, 
	page INTEGER NOT NULL, 
	misses BOOLEAN NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	answer_ts VARCHAR NOT NULL, 
	answered BOOLEAN, 
	confidence FLOAT, 
	generation VARCHAR NOT NULL, 
	symbols JSON NOT NULL, 
	owner VARCHAR NOT NULL, 
	leased_until DATETIME NOT NULL, attempts INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "clausebot_exchange" VALUES('xT1','T1','CT1','U1','Who protects women in camps?','2026-03-01 12:00:00.000000','mention','1.xT1','',0,'','{"resolutions": [], "since": null, "until": null, "kinds": [], "themes": ["Participation"], "countries": [], "suggested": false, "standing": {"resolutions": [], "since": null, "until": null, "kinds": [], "themes": [], "countries": [], "suggested": false}}',0,0,0,'answered','2.1',1,NULL,'','["S/RES/1325(2000)#1"]','a','2026-03-01 12:00:30.000000',0);
INSERT INTO "clausebot_exchange" VALUES('xT2','T2','CT2','U1','Who protects women in camps?','2026-03-01 12:00:00.000000','mention','1.xT2','',0,'','{"resolutions": [], "since": null, "until": null, "kinds": [], "themes": ["Participation"], "countries": [], "suggested": false, "standing": {"resolutions": [], "since": null, "until": null, "kinds": [], "themes": [], "countries": [], "suggested": false}}',0,0,0,'answered','2.1',1,NULL,'','["S/RES/1325(2000)#1"]','a','2026-03-01 12:00:30.000000',0);
INSERT INTO "clausebot_exchange" VALUES('left','T1','C1','U1','Who protects women in camps?','2026-03-01 12:00:00.000000','mention','3.1','',0,'','{"resolutions": [], "since": null, "until": null, "kinds": [], "themes": [], "countries": [], "suggested": false, "standing": {"resolutions": [], "since": null, "until": null, "kinds": [], "themes": [], "countries": [], "suggested": false}}',0,0,0,'accepted','',NULL,NULL,'','[]','a','2026-03-01 12:00:30.000000',0);
CREATE TABLE clausebot_feedback (
	id INTEGER NOT NULL, 
	exchange VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	user VARCHAR, 
	helpful BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	given_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT clausebot_feedback_one_each UNIQUE (exchange, user)
);
INSERT INTO "clausebot_feedback" VALUES(1,'xT1','T1','U1',1,'Good.','2026-03-01 12:00:00.000000');
INSERT INTO "clausebot_feedback" VALUES(2,'xT2','T2','U1',1,'Good.','2026-03-01 12:00:00.000000');
CREATE TABLE clausebot_kept (
	team VARCHAR NOT NULL, 
	user VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	record JSON NOT NULL, 
	kept_at DATETIME NOT NULL, 
	PRIMARY KEY (team, user, clause)
);
INSERT INTO "clausebot_kept" VALUES('T1','U1','S/RES/1325(2000)#1','{"id": "S/RES/1325(2000)#1", "symbol": "S/RES/1325 (2000)", "date": "2000-10-31", "kind": "operative", "paragraph": "1", "citation": "S/RES/1325 (2000), operative paragraph 1", "lead_in": "", "text": "Urges \u201cMember States\u201d;", "themes": [{"name": "Participation", "by": "peacewomen"}], "countries": [], "source": {"file": "file.txt", "sha256": "0000000000000000000000000000000000000000000000000000000000000000", "spans": [[0, 1]], "lead_in_spans": []}, "url": "https://undocs.org/S/RES/1325(2000)"}','2026-03-01 12:00:00.000000');
INSERT INTO "clausebot_kept" VALUES('T2','U1','S/RES/1325(2000)#1','{"id": "S/RES/1325(2000)#1", "symbol": "S/RES/1325 (2000)", "date": "2000-10-31", "kind": "operative", "paragraph": "1", "citation": "S/RES/1325 (2000), operative paragraph 1", "lead_in": "", "text": "Urges \u201cMember States\u201d;", "themes": [{"name": "Participation", "by": "peacewomen"}], "countries": [], "source": {"file": "file.txt", "sha256": "0000000000000000000000000000000000000000000000000000000000000000", "spans": [[0, 1]], "lead_in_spans": []}, "url": "https://undocs.org/S/RES/1325(2000)"}','2026-03-01 12:00:00.000000');
CREATE TABLE clausebot_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT clausebot_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "clausebot_version" VALUES('0004');
CREATE UNIQUE INDEX clausebot_exchange_question ON clausebot_exchange (team, channel, question_ts) WHERE question_ts <> '';
CREATE INDEX clausebot_exchange_answer ON clausebot_exchange (team, channel, answer_ts);
CREATE INDEX clausebot_exchange_thread ON clausebot_exchange (team, channel, thread_ts);
CREATE INDEX clausebot_exchange_asker ON clausebot_exchange (asker, team);
CREATE INDEX clausebot_exchange_lease ON clausebot_exchange (state, leased_until);
COMMIT;
