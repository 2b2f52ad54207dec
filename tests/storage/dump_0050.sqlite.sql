BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0050');
CREATE TABLE answers (
	update_id BIGINT NOT NULL,
	number INTEGER NOT NULL,
	message VARCHAR,
	PRIMARY KEY (update_id, number),
	FOREIGN KEY(update_id) REFERENCES journal (update_id) ON DELETE CASCADE
);
INSERT INTO "answers" VALUES(2,0,'{"message_id": 12}');
INSERT INTO "answers" VALUES(2,1,NULL);
CREATE TABLE cuts (
	id INTEGER NOT NULL,
	job_id INTEGER NOT NULL,
	asked JSON NOT NULL,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
INSERT INTO "cuts" VALUES(1,1,'{"steps": [{"prompt": {"keep": [[3, 4]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[3, 4]], "drop": [[5, 6]], "box": [1, 2, 30, 40]}, "token": 0, "via": null, "thing": 0, "joined": true, "anew": false}, {"prompt": {"keep": [[3, 4]], "drop": [], "box": null}, "token": null, "via": {"keep": [[5, 6]], "drop": [], "box": null}, "thing": 1, "joined": false, "anew": true}], "views": [{"columns": 24, "rows": 16, "region": null}, {"columns": 12, "rows": 12, "region": [100, 200, 400, 500]}], "adds": true, "finish": {"edge": "fine", "grow": -2, "crop": "square", "margin": 7, "background": null, "photo": "AgAC", "format": "webp", "outline": "#010203", "shadow": true}}','2026-11-28 10:28:50.737944');
CREATE TABLE finishes (
	person_id BIGINT NOT NULL,
	finish JSON NOT NULL,
	PRIMARY KEY (person_id)
);
INSERT INTO "finishes" VALUES(7000000001,'{"edge": "hard", "grow": 3, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}');
CREATE TABLE guests (
	id BIGINT NOT NULL,
	ruling VARCHAR,
	told BOOLEAN NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "guests" VALUES(2,'blocked',0);
INSERT INTO "guests" VALUES(7000000001,NULL,1);
CREATE TABLE holds (
	name VARCHAR NOT NULL,
	owner VARCHAR,
	PRIMARY KEY (name)
);
CREATE TABLE jobs (
	id INTEGER NOT NULL,
	chat_id BIGINT NOT NULL,
	message_id BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	file_id VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	width INTEGER NOT NULL,
	height INTEGER NOT NULL,
	columns INTEGER NOT NULL,
	rows INTEGER NOT NULL,
	open BOOLEAN NOT NULL,
	created_at DATETIME NOT NULL, album VARCHAR, number INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT jobs_by_photo UNIQUE (chat_id, message_id)
);
INSERT INTO "jobs" VALUES(1,-1001234567890,10,7000000001,'file-10','dog',1280,853,12,8,1,'2026-11-28 10:28:50.735189','a',2);
CREATE TABLE journal (
	update_id BIGINT NOT NULL,
	chat_id BIGINT,
	person_id BIGINT,
	state VARCHAR NOT NULL,
	payload VARCHAR,
	taken_at DATETIME NOT NULL, answered_with BIGINT, owner VARCHAR,
	PRIMARY KEY (update_id)
);
INSERT INTO "journal" VALUES(1,-1001234567890,7000000001,'done',NULL,'2026-11-28 10:28:50.743828',NULL,'50686d7ae1864d8c8e10984556b99922');
INSERT INTO "journal" VALUES(2,-1001234567890,7000000001,'unsure','{"update_id": 2}','2026-11-28 10:28:50.743834',2,'50686d7ae1864d8c8e10984556b99922');
INSERT INTO "journal" VALUES(3,-1001234567890,7000000001,'waiting','{"update_id": 3}','2026-11-28 10:28:50.743834',NULL,'50686d7ae1864d8c8e10984556b99922');
CREATE TABLE "messages" (
	chat_id BIGINT NOT NULL,
	message_id BIGINT NOT NULL,
	job_id INTEGER NOT NULL,
	cut_id INTEGER,
	PRIMARY KEY (chat_id, message_id),
	CONSTRAINT messages_by_cut FOREIGN KEY(cut_id) REFERENCES cuts (id) ON DELETE SET NULL,
	FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
INSERT INTO "messages" VALUES(-1001234567890,11,1,1);
CREATE TABLE packs (
	id INTEGER NOT NULL,
	chat_id BIGINT NOT NULL,
	owner_id BIGINT NOT NULL,
	name VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	number INTEGER NOT NULL,
	seen BOOLEAN NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "packs" VALUES(1,-1001234567890,7000000001,'pets_1_by_bot','Pets',1,1);
CREATE TABLE rules (
	chat_id BIGINT NOT NULL,
	all_answer BOOLEAN NOT NULL,
	all_add BOOLEAN NOT NULL,
	PRIMARY KEY (chat_id)
);
INSERT INTO "rules" VALUES(-1001234567890,1,0);
CREATE TABLE stickers (
	id INTEGER NOT NULL,
	chat_id BIGINT NOT NULL,
	message_id BIGINT,
	cut_id INTEGER,
	style VARCHAR NOT NULL,
	emoji VARCHAR NOT NULL,
	token VARCHAR NOT NULL,
	pack_id INTEGER,
	unique_id VARCHAR,
	added_by BIGINT,
	PRIMARY KEY (id),
	FOREIGN KEY(cut_id) REFERENCES cuts (id) ON DELETE SET NULL,
	UNIQUE (token),
	FOREIGN KEY(pack_id) REFERENCES packs (id) ON DELETE SET NULL
);
INSERT INTO "stickers" VALUES(1,-1001234567890,17,1,'c80001-6-1','👨‍👩‍👧 🇰🇷','t',1,'u',2);
CREATE TABLE styles (
	chat_id BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	style VARCHAR NOT NULL,
	changed_at DATETIME NOT NULL,
	PRIMARY KEY (chat_id, person_id)
);
INSERT INTO "styles" VALUES(-1001234567890,7000000001,'ffffff-3-0','2026-11-28 10:28:50.767833');
CREATE TABLE tallies (
	person_id BIGINT NOT NULL,
	day DATE NOT NULL,
	cuts INTEGER NOT NULL,
	PRIMARY KEY (person_id, day)
);
INSERT INTO "tallies" VALUES(7000000001,'2026-11-22',2);
CREATE TABLE workers (
	id VARCHAR NOT NULL,
	seen_at DATETIME NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_cuts_job_id ON cuts (job_id);
CREATE INDEX ix_messages_job_id ON messages (job_id);
CREATE INDEX ix_packs_chat_id ON packs (chat_id);
CREATE INDEX ix_stickers_cut_id ON stickers (cut_id);
CREATE INDEX ix_stickers_pack_id ON stickers (pack_id);
CREATE INDEX stickers_by_message ON stickers (chat_id, message_id);
CREATE INDEX ix_journal_state ON journal (state);
CREATE INDEX ix_journal_taken_at ON journal (taken_at);
CREATE INDEX ix_jobs_created_at ON jobs (created_at);
CREATE INDEX jobs_by_album ON jobs (chat_id, album);
COMMIT;
