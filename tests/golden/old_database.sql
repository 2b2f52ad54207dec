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
INSERT INTO "answers" VALUES(128,0,NULL);
INSERT INTO "answers" VALUES(129,0,NULL);
CREATE TABLE cuts (
	id INTEGER NOT NULL, 
	job_id INTEGER NOT NULL, 
	asked JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
INSERT INTO "cuts" VALUES(1,1,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:23.446174');
INSERT INTO "cuts" VALUES(2,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:26.510202');
INSERT INTO "cuts" VALUES(3,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:26.931904');
INSERT INTO "cuts" VALUES(4,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:27.653810');
INSERT INTO "cuts" VALUES(5,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:28.028143');
INSERT INTO "cuts" VALUES(6,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:28.538370');
INSERT INTO "cuts" VALUES(7,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": true, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:29.099663');
INSERT INTO "cuts" VALUES(8,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:29.386585');
INSERT INTO "cuts" VALUES(9,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:29.719542');
INSERT INTO "cuts" VALUES(10,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}, {"columns": 24, "rows": 24, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:30.006228');
INSERT INTO "cuts" VALUES(11,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:30.411844');
INSERT INTO "cuts" VALUES(12,1,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:30.758910');
INSERT INTO "cuts" VALUES(13,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:31.314773');
INSERT INTO "cuts" VALUES(14,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:31.666172');
INSERT INTO "cuts" VALUES(15,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:32.090688');
INSERT INTO "cuts" VALUES(16,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:33.074228');
INSERT INTO "cuts" VALUES(17,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "#ffffff", "shadow": false}}','2026-11-28 10:58:33.471703');
INSERT INTO "cuts" VALUES(18,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "#ffffff", "shadow": true}}','2026-11-28 10:58:33.849221');
INSERT INTO "cuts" VALUES(19,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "blur", "photo": null, "format": "png", "outline": "#ffffff", "shadow": true}}','2026-11-28 10:58:34.242354');
INSERT INTO "cuts" VALUES(20,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "blur", "photo": null, "format": "jpg", "outline": "#ffffff", "shadow": true}}','2026-11-28 10:58:34.638174');
INSERT INTO "cuts" VALUES(21,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26], [20, 20]], "box": null}, "token": null, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:35.253123');
INSERT INTO "cuts" VALUES(22,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26], [20, 20]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:35.396891');
INSERT INTO "cuts" VALUES(23,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:35.774658');
INSERT INTO "cuts" VALUES(24,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": null, "photo": "DgvZ0qDKA-4utso-vtcfpAewZ51lO2iSTtg__ZGWy4bTLN6Jsu", "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:36.139756');
INSERT INTO "cuts" VALUES(25,2,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:36.694992');
INSERT INTO "cuts" VALUES(26,2,'{"steps": [{"prompt": {"keep": [[200, 200]], "drop": [], "box": null}, "token": null, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[440, 200]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 1, "joined": true, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:38.790268');
INSERT INTO "cuts" VALUES(27,3,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:39.359878');
INSERT INTO "cuts" VALUES(28,3,'{"steps": [{"prompt": {"keep": [[171, 566]], "drop": [], "box": null}, "token": 1, "via": {"keep": [[193, 588]], "drop": [], "box": null}, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:41.884297');
INSERT INTO "cuts" VALUES(29,4,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:43.557529');
INSERT INTO "cuts" VALUES(30,5,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:43.707691');
INSERT INTO "cuts" VALUES(31,6,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:43.866147');
INSERT INTO "cuts" VALUES(32,4,'{"steps": [{"prompt": {"keep": [[346, 239]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:45.546336');
INSERT INTO "cuts" VALUES(33,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:46.222302');
INSERT INTO "cuts" VALUES(34,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:46.666700');
INSERT INTO "cuts" VALUES(35,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:47.086194');
INSERT INTO "cuts" VALUES(36,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:47.495361');
INSERT INTO "cuts" VALUES(37,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:48.310128');
INSERT INTO "cuts" VALUES(38,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:48.758893');
INSERT INTO "cuts" VALUES(39,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:49.150173');
INSERT INTO "cuts" VALUES(40,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:49.577683');
INSERT INTO "cuts" VALUES(41,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:49.950342');
INSERT INTO "cuts" VALUES(42,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:50.390541');
INSERT INTO "cuts" VALUES(43,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:50.882231');
INSERT INTO "cuts" VALUES(44,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:51.319473');
INSERT INTO "cuts" VALUES(45,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:51.734528');
INSERT INTO "cuts" VALUES(46,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:52.139317');
INSERT INTO "cuts" VALUES(47,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:52.593778');
INSERT INTO "cuts" VALUES(48,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:53.074371');
INSERT INTO "cuts" VALUES(49,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:53.514159');
INSERT INTO "cuts" VALUES(50,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:53.932065');
INSERT INTO "cuts" VALUES(51,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:54.333226');
INSERT INTO "cuts" VALUES(52,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:54.734434');
INSERT INTO "cuts" VALUES(53,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:54.982984');
INSERT INTO "cuts" VALUES(54,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:55.202652');
INSERT INTO "cuts" VALUES(55,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:55.444084');
INSERT INTO "cuts" VALUES(56,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:55.691112');
INSERT INTO "cuts" VALUES(57,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:55.957119');
INSERT INTO "cuts" VALUES(58,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:56.174164');
INSERT INTO "cuts" VALUES(59,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:56.436807');
INSERT INTO "cuts" VALUES(60,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:56.664289');
INSERT INTO "cuts" VALUES(61,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:56.920107');
INSERT INTO "cuts" VALUES(62,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:57.148394');
INSERT INTO "cuts" VALUES(63,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:57.386188');
INSERT INTO "cuts" VALUES(64,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:57.619151');
INSERT INTO "cuts" VALUES(65,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [{"columns": 8, "rows": 6, "region": null}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:57.812142');
INSERT INTO "cuts" VALUES(66,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:58.038118');
INSERT INTO "cuts" VALUES(67,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:58.282886');
INSERT INTO "cuts" VALUES(68,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [{"columns": 8, "rows": 6, "region": null}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:58.455240');
INSERT INTO "cuts" VALUES(69,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:58.670945');
INSERT INTO "cuts" VALUES(70,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": true, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:58:58.873326');
INSERT INTO "cuts" VALUES(71,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": true, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:00.060123');
INSERT INTO "cuts" VALUES(72,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:00.266683');
INSERT INTO "cuts" VALUES(73,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:00.838424');
INSERT INTO "cuts" VALUES(74,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:01.364326');
INSERT INTO "cuts" VALUES(75,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:01.910570');
INSERT INTO "cuts" VALUES(76,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:02.998285');
INSERT INTO "cuts" VALUES(77,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:03.682384');
INSERT INTO "cuts" VALUES(78,7,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:05.055783');
INSERT INTO "cuts" VALUES(79,7,'{"steps": [{"prompt": {"keep": [[346, 239]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "hard", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": true}}','2026-11-28 10:59:06.301683');
INSERT INTO "cuts" VALUES(80,8,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:07.724481');
INSERT INTO "cuts" VALUES(81,9,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:08.473442');
INSERT INTO "cuts" VALUES(82,10,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:08.760107');
INSERT INTO "cuts" VALUES(83,11,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:09.050149');
INSERT INTO "cuts" VALUES(84,11,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:09.373453');
INSERT INTO "cuts" VALUES(85,12,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:09.961025');
INSERT INTO "cuts" VALUES(86,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:11.220882');
INSERT INTO "cuts" VALUES(87,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:11.451497');
INSERT INTO "cuts" VALUES(88,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:11.740260');
INSERT INTO "cuts" VALUES(89,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:12.033497');
INSERT INTO "cuts" VALUES(90,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:12.271236');
INSERT INTO "cuts" VALUES(91,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:12.591259');
INSERT INTO "cuts" VALUES(92,13,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:13.392511');
INSERT INTO "cuts" VALUES(93,10,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:15.543640');
INSERT INTO "cuts" VALUES(94,10,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:16.298205');
INSERT INTO "cuts" VALUES(95,9,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 10:59:16.644279');
CREATE TABLE finishes (
	person_id BIGINT NOT NULL, 
	finish JSON NOT NULL, 
	PRIMARY KEY (person_id)
);
INSERT INTO "finishes" VALUES(502,'{"edge": "hard", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": true}');
CREATE TABLE guests (
	id BIGINT NOT NULL, 
	ruling VARCHAR, 
	told BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "guests" VALUES(507,NULL,1);
INSERT INTO "guests" VALUES(505,'blocked',0);
INSERT INTO "guests" VALUES(506,'allowed',0);
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
INSERT INTO "jobs" VALUES(1,501,3,501,'Dgdy8yJf-TTFvB8EXjI7mXkZY8LYTqGGAqhRQD7TRJZROFyk-m','photo',640,480,12,9,1,'2026-11-28 10:58:23.442354',NULL,NULL);
INSERT INTO "jobs" VALUES(2,501,30,501,'DgMJQ7Gzbverd6arbeij0LHdUtLJI1ZDRzUwUE3wOtWc6ztL2-','photo',960,640,12,8,1,'2026-11-28 10:58:36.693546',NULL,NULL);
INSERT INTO "jobs" VALUES(3,501,34,501,'Pgzkg6qOj1MhyudNtxcs_EVGRWrCwVQ5O-I60Om9N22C5TZ87y','photo-34',480,800,7,12,1,'2026-11-28 10:58:39.350974',NULL,NULL);
INSERT INTO "jobs" VALUES(4,501,38,501,'Pg-voAVTS9e5tcka8jkOGjIC2bggCIIR5FuthVmad5XbqJw6zl','photo-38',640,480,12,9,1,'2026-11-28 10:58:43.540336','8446263088437824',1);
INSERT INTO "jobs" VALUES(5,501,39,501,'PgonFDWilOGScDoqpxBxt3We2H0XHn8olvM46NQjGomyicBpCl','photo-39',800,600,12,9,1,'2026-11-28 10:58:43.678236','8446263088437824',2);
INSERT INTO "jobs" VALUES(6,501,40,501,'PgOd1WconTyPDx3zKPusgL6-XQllGWZ3rvuNUX3rD6bYYq6frn','photo-40',600,420,12,8,1,'2026-11-28 10:58:43.858324','8446263088437824',3);
INSERT INTO "jobs" VALUES(7,502,3,502,'DgcQv2OiA5NSd-WRzoQOloASbNWGDdaMA3QeaViV7FH_e0xdBe','photo',640,480,12,9,1,'2026-11-28 10:59:05.048752',NULL,NULL);
INSERT INTO "jobs" VALUES(8,-4000000001,3,502,'Dg7kV_qrbRs9_II3v8aTLz_aWUk0osUnkKwCYWHOxuilRrTbyM','photo',640,480,12,9,1,'2026-11-28 10:59:07.723098',NULL,NULL);
INSERT INTO "jobs" VALUES(9,503,1,503,'DgkIJXO6u1HZl4-EaNb4yolMsoLdYO8DQnhViSKWjo98LdD1KH','photo',640,480,12,9,1,'2026-11-28 10:59:08.469965',NULL,NULL);
INSERT INTO "jobs" VALUES(10,508,1,508,'DgnuTeS45-KZbvpw1DLoaQ50zRroi3--FJYuG971c_f69xNhQD','photo',640,480,12,9,1,'2026-11-28 10:59:08.757716',NULL,NULL);
INSERT INTO "jobs" VALUES(11,509,1,509,'DgHOwNoDmVp8TbBXZhpqM0eDA_s-UaDClnsaPeCHUdtm69gisu','photo',640,480,12,9,0,'2026-11-28 10:59:09.045044',NULL,NULL);
INSERT INTO "jobs" VALUES(12,504,1,504,'DgP--l2C4pw3VWxEQANnPH-SBI3Vh2nyFA7Fh4gbR2AnJH-dYu','photo',40,30,12,9,1,'2026-11-28 10:59:09.954892',NULL,NULL);
INSERT INTO "jobs" VALUES(13,506,1,506,'DgeXXYq99nx6wZ2f6752egQU3EDT-tKeGNTNmHwkR3MjmkkiCz','photo',40,30,12,9,1,'2026-11-28 10:59:13.385201',NULL,NULL);
CREATE TABLE journal (
	update_id BIGINT NOT NULL, 
	chat_id BIGINT, 
	person_id BIGINT, 
	state VARCHAR NOT NULL, 
	payload VARCHAR, 
	taken_at DATETIME NOT NULL, answered_with BIGINT, owner VARCHAR, 
	PRIMARY KEY (update_id)
);
INSERT INTO "journal" VALUES(1,-4000000001,501,'done',NULL,'2026-11-28 10:58:21.764165',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(2,-4000000001,501,'done',NULL,'2026-11-28 10:58:21.764175',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(3,501,501,'done',NULL,'2026-11-28 10:58:22.698936',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(4,501,501,'done',NULL,'2026-11-28 10:58:23.238210',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(5,501,501,'done',NULL,'2026-11-28 10:58:23.947257',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(6,501,501,'done',NULL,'2026-11-28 10:58:26.832156',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(7,501,501,'done',NULL,'2026-11-28 10:58:27.228889',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(8,501,501,'done',NULL,'2026-11-28 10:58:28.003757',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(9,501,501,'done',NULL,'2026-11-28 10:58:28.334936',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(10,501,501,'done',NULL,'2026-11-28 10:58:28.882301',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(11,501,501,'done',NULL,'2026-11-28 10:58:29.354170',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(12,501,501,'done',NULL,'2026-11-28 10:58:29.684695',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(13,501,501,'done',NULL,'2026-11-28 10:58:29.928071',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(14,501,501,'done',NULL,'2026-11-28 10:58:30.307375',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(15,501,501,'done',NULL,'2026-11-28 10:58:30.740004',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(16,501,501,'done',NULL,'2026-11-28 10:58:31.048614',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(17,501,501,'done',NULL,'2026-11-28 10:58:31.623924',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(18,501,501,'done',NULL,'2026-11-28 10:58:31.932719',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(19,501,501,'done',NULL,'2026-11-28 10:58:32.799752',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(20,501,501,'done',NULL,'2026-11-28 10:58:33.028730',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(21,501,501,'done',NULL,'2026-11-28 10:58:33.462680',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(22,501,501,'done',NULL,'2026-11-28 10:58:33.812335',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(23,501,501,'done',NULL,'2026-11-28 10:58:34.210363',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(24,501,501,'done',NULL,'2026-11-28 10:58:34.627989',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(25,501,501,'done',NULL,'2026-11-28 10:58:34.957682',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(924438359290850960,501,501,'done',NULL,'2026-11-28 10:58:35.258166',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(26,501,501,'done',NULL,'2026-11-28 10:58:35.688533',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(27,501,501,'done',NULL,'2026-11-28 10:58:36.086201',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(28,501,501,'done',NULL,'2026-11-28 10:58:36.623644',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(29,501,501,'done',NULL,'2026-11-28 10:58:36.920420',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(30,501,501,'done',NULL,'2026-11-28 10:58:39.263653',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(31,501,501,'done',NULL,'2026-11-28 10:58:39.672336',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(32,501,501,'done',NULL,'2026-11-28 10:58:42.475727',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(33,501,501,'done',NULL,'2026-11-28 10:58:42.475731',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(34,501,501,'done',NULL,'2026-11-28 10:58:42.475732',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(35,501,501,'done',NULL,'2026-11-28 10:58:44.284750',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(36,501,501,'done',NULL,'2026-11-28 10:58:45.844025',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(37,501,501,'done',NULL,'2026-11-28 10:58:46.545909',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(38,501,501,'done',NULL,'2026-11-28 10:58:47.070254',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(39,501,501,'done',NULL,'2026-11-28 10:58:47.373404',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(40,501,501,'done',NULL,'2026-11-28 10:58:48.056290',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(41,501,501,'done',NULL,'2026-11-28 10:58:48.554369',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(42,501,501,'done',NULL,'2026-11-28 10:58:49.044968',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(43,501,501,'done',NULL,'2026-11-28 10:58:49.519487',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(44,501,501,'done',NULL,'2026-11-28 10:58:49.821587',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(45,501,501,'done',NULL,'2026-11-28 10:58:50.166212',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(46,501,501,'done',NULL,'2026-11-28 10:58:50.301736',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(47,501,501,'done',NULL,'2026-11-28 10:58:50.673039',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(48,501,501,'done',NULL,'2026-11-28 10:58:50.800654',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(49,501,501,'done',NULL,'2026-11-28 10:58:51.072789',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(50,501,501,'done',NULL,'2026-11-28 10:58:51.551690',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(51,501,501,'done',NULL,'2026-11-28 10:58:51.676583',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(52,501,501,'done',NULL,'2026-11-28 10:58:51.962947',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(53,501,501,'done',NULL,'2026-11-28 10:58:52.077114',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(54,501,501,'done',NULL,'2026-11-28 10:58:52.344309',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(55,501,501,'done',NULL,'2026-11-28 10:58:52.491444',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(56,501,501,'done',NULL,'2026-11-28 10:58:52.820291',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(57,501,501,'done',NULL,'2026-11-28 10:58:52.975330',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(58,501,501,'done',NULL,'2026-11-28 10:58:53.258215',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(59,501,501,'done',NULL,'2026-11-28 10:58:53.372413',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(60,501,501,'done',NULL,'2026-11-28 10:58:53.734191',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(61,501,501,'done',NULL,'2026-11-28 10:58:53.844677',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(62,501,501,'done',NULL,'2026-11-28 10:58:54.139772',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(63,501,501,'done',NULL,'2026-11-28 10:58:54.262955',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(64,501,501,'done',NULL,'2026-11-28 10:58:54.532066',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(65,501,501,'done',NULL,'2026-11-28 10:58:54.648585',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(66,501,501,'done',NULL,'2026-11-28 10:58:54.947236',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(67,501,501,'done',NULL,'2026-11-28 10:58:55.144549',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(68,501,501,'done',NULL,'2026-11-28 10:58:55.404602',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(69,501,501,'done',NULL,'2026-11-28 10:58:55.634848',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(70,501,501,'done',NULL,'2026-11-28 10:58:55.935848',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(71,501,501,'done',NULL,'2026-11-28 10:58:56.116539',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(72,501,501,'done',NULL,'2026-11-28 10:58:56.420289',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(73,501,501,'done',NULL,'2026-11-28 10:58:56.604449',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(74,501,501,'done',NULL,'2026-11-28 10:58:56.903730',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(75,501,501,'done',NULL,'2026-11-28 10:58:57.111075',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(76,501,501,'done',NULL,'2026-11-28 10:58:57.324672',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(77,501,501,'done',NULL,'2026-11-28 10:58:57.600822',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(78,501,501,'done',NULL,'2026-11-28 10:58:57.787961',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(79,501,501,'done',NULL,'2026-11-28 10:58:57.964469',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(80,501,501,'done',NULL,'2026-11-28 10:58:58.267705',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(81,501,501,'done',NULL,'2026-11-28 10:58:58.439778',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(82,501,501,'done',NULL,'2026-11-28 10:58:58.600362',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(83,501,501,'done',NULL,'2026-11-28 10:58:58.855918',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(84,501,501,'done',NULL,'2026-11-28 10:58:59.012023',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(85,501,501,'done',NULL,'2026-11-28 10:59:00.204516',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(86,501,501,'done',NULL,'2026-11-28 10:59:00.471901',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(87,501,501,'done',NULL,'2026-11-28 10:59:00.760796',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(88,501,501,'done',NULL,'2026-11-28 10:59:01.047904',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(89,501,501,'done',NULL,'2026-11-28 10:59:01.309576',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(90,501,501,'done',NULL,'2026-11-28 10:59:01.567956',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(91,501,501,'done',NULL,'2026-11-28 10:59:01.840705',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(92,501,501,'done',NULL,'2026-11-28 10:59:02.123923',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(93,501,501,'done',NULL,'2026-11-28 10:59:02.396057',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(94,501,501,'done',NULL,'2026-11-28 10:59:02.939797',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(95,501,501,'done',NULL,'2026-11-28 10:59:03.211852',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(96,501,501,'done',NULL,'2026-11-28 10:59:03.487893',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(97,501,501,'done',NULL,'2026-11-28 10:59:03.612681',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(98,501,501,'done',NULL,'2026-11-28 10:59:03.903661',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(99,501,501,'done',NULL,'2026-11-28 10:59:04.168129',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(100,502,502,'done',NULL,'2026-11-28 10:59:04.280668',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(101,502,502,'done',NULL,'2026-11-28 10:59:04.504016',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(102,502,502,'done',NULL,'2026-11-28 10:59:04.713770',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(103,502,502,'done',NULL,'2026-11-28 10:59:04.892681',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(104,502,502,'done',NULL,'2026-11-28 10:59:05.275078',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(105,502,502,'done',NULL,'2026-11-28 10:59:06.542426',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(106,502,502,'done',NULL,'2026-11-28 10:59:06.891876',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(107,502,502,'done',NULL,'2026-11-28 10:59:07.089001',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(108,-4000000001,502,'done',NULL,'2026-11-28 10:59:07.652116',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(109,-4000000001,501,'done',NULL,'2026-11-28 10:59:07.929867',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(110,-4000000001,501,'done',NULL,'2026-11-28 10:59:08.169450',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(111,503,503,'done',NULL,'2026-11-28 10:59:08.399177',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(112,508,508,'done',NULL,'2026-11-28 10:59:08.683427',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(113,509,509,'done',NULL,'2026-11-28 10:59:08.970784',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(114,509,509,'done',NULL,'2026-11-28 10:59:09.277827',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(115,509,509,'done',NULL,'2026-11-28 10:59:09.616762',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(116,504,504,'done',NULL,'2026-11-28 10:59:09.822472',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(117,504,504,'done',NULL,'2026-11-28 10:59:10.228834',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(118,504,504,'done',NULL,'2026-11-28 10:59:11.370224',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(119,504,504,'done',NULL,'2026-11-28 10:59:11.644720',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(120,504,504,'done',NULL,'2026-11-28 10:59:11.961262',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(121,504,504,'done',NULL,'2026-11-28 10:59:12.198199',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(122,504,504,'done',NULL,'2026-11-28 10:59:12.511264',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(123,507,507,'done',NULL,'2026-11-28 10:59:12.824868',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(124,501,501,'done',NULL,'2026-11-28 10:59:13.000464',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(125,501,501,'done',NULL,'2026-11-28 10:59:13.129243',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(126,506,506,'done',NULL,'2026-11-28 10:59:13.268850',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(127,505,505,'done',NULL,'2026-11-28 10:59:13.577015',NULL,'5d48663e107644b380bfefd5ec23f0f2');
INSERT INTO "journal" VALUES(128,508,508,'unsure','{"update_id": 128, "message": {"text": "E5", "message_id": 3, "from": {"id": 508, "is_bot": false, "first_name": "Hugo", "language_code": "en"}, "chat": {"id": 508, "type": "private", "first_name": "Hugo"}, "date": 1795863555}}','2026-11-28 10:59:15.130272',128,'29d353b7a7c94ba2a6e00a9e0e897a86');
INSERT INTO "journal" VALUES(129,503,503,'waiting','{"update_id": 129, "message": {"text": "E5", "message_id": 3, "from": {"id": 503, "is_bot": false, "first_name": "Cleo", "language_code": "en"}, "chat": {"id": 503, "type": "private", "first_name": "Cleo"}, "date": 1795863556}}','2026-11-28 10:59:16.522229',NULL,'29d353b7a7c94ba2a6e00a9e0e897a86');
INSERT INTO "journal" VALUES(130,502,502,'waiting','{"update_id": 130, "message": {"document": {"file_id": "DgPTIkG4NvBED9PwFb9Ke-DmDLcDsOTU7_Ih8rFzYKIADI3myu", "file_unique_id": "AQAD362d2b43cd71a3a084", "file_size": 97932, "file_name": "photo.jpg", "mime_type": "image/jpeg"}, "message_id": 9, "from": {"id": 502, "is_bot": false, "first_name": "Bob", "language_code": "en"}, "chat": {"id": 502, "type": "private", "first_name": "Bob"}, "date": 1795863556}}','2026-11-28 10:59:16.776002',NULL,'29d353b7a7c94ba2a6e00a9e0e897a86');
CREATE TABLE "messages" (
	chat_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	job_id INTEGER NOT NULL, 
	cut_id INTEGER, 
	PRIMARY KEY (chat_id, message_id), 
	CONSTRAINT messages_by_cut FOREIGN KEY(cut_id) REFERENCES cuts (id) ON DELETE SET NULL, 
	FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
INSERT INTO "messages" VALUES(501,4,1,1);
INSERT INTO "messages" VALUES(501,6,1,2);
INSERT INTO "messages" VALUES(501,8,1,3);
INSERT INTO "messages" VALUES(501,10,1,5);
INSERT INTO "messages" VALUES(501,12,1,7);
INSERT INTO "messages" VALUES(501,14,1,8);
INSERT INTO "messages" VALUES(501,16,1,10);
INSERT INTO "messages" VALUES(501,18,1,12);
INSERT INTO "messages" VALUES(501,20,1,14);
INSERT INTO "messages" VALUES(501,22,1,20);
INSERT INTO "messages" VALUES(501,24,1,1);
INSERT INTO "messages" VALUES(501,25,1,22);
INSERT INTO "messages" VALUES(501,27,1,23);
INSERT INTO "messages" VALUES(501,29,1,24);
INSERT INTO "messages" VALUES(501,31,2,25);
INSERT INTO "messages" VALUES(501,33,2,26);
INSERT INTO "messages" VALUES(501,35,3,27);
INSERT INTO "messages" VALUES(501,37,3,28);
INSERT INTO "messages" VALUES(501,41,4,29);
INSERT INTO "messages" VALUES(501,42,5,30);
INSERT INTO "messages" VALUES(501,43,6,31);
INSERT INTO "messages" VALUES(501,45,4,32);
INSERT INTO "messages" VALUES(501,47,1,33);
INSERT INTO "messages" VALUES(501,49,1,35);
INSERT INTO "messages" VALUES(501,51,1,36);
INSERT INTO "messages" VALUES(501,53,1,37);
INSERT INTO "messages" VALUES(501,55,1,38);
INSERT INTO "messages" VALUES(501,57,1,39);
INSERT INTO "messages" VALUES(501,59,1,40);
INSERT INTO "messages" VALUES(501,61,1,41);
INSERT INTO "messages" VALUES(501,63,1,42);
INSERT INTO "messages" VALUES(501,65,1,43);
INSERT INTO "messages" VALUES(501,67,1,44);
INSERT INTO "messages" VALUES(501,69,1,45);
INSERT INTO "messages" VALUES(501,71,1,46);
INSERT INTO "messages" VALUES(501,73,1,47);
INSERT INTO "messages" VALUES(501,75,1,48);
INSERT INTO "messages" VALUES(501,77,1,49);
INSERT INTO "messages" VALUES(501,79,1,50);
INSERT INTO "messages" VALUES(501,81,1,51);
INSERT INTO "messages" VALUES(501,83,1,53);
INSERT INTO "messages" VALUES(501,85,1,55);
INSERT INTO "messages" VALUES(501,87,1,57);
INSERT INTO "messages" VALUES(501,89,1,59);
INSERT INTO "messages" VALUES(501,91,1,61);
INSERT INTO "messages" VALUES(501,93,1,62);
INSERT INTO "messages" VALUES(501,95,1,65);
INSERT INTO "messages" VALUES(501,97,1,68);
INSERT INTO "messages" VALUES(501,99,1,71);
INSERT INTO "messages" VALUES(501,101,1,72);
INSERT INTO "messages" VALUES(501,102,1,72);
INSERT INTO "messages" VALUES(501,104,1,73);
INSERT INTO "messages" VALUES(501,105,1,73);
INSERT INTO "messages" VALUES(501,107,1,74);
INSERT INTO "messages" VALUES(501,108,1,74);
INSERT INTO "messages" VALUES(501,110,1,75);
INSERT INTO "messages" VALUES(501,111,1,75);
INSERT INTO "messages" VALUES(501,113,1,76);
INSERT INTO "messages" VALUES(501,114,1,76);
INSERT INTO "messages" VALUES(501,116,1,77);
INSERT INTO "messages" VALUES(501,117,1,77);
INSERT INTO "messages" VALUES(502,4,7,78);
INSERT INTO "messages" VALUES(502,6,7,79);
INSERT INTO "messages" VALUES(502,7,7,79);
INSERT INTO "messages" VALUES(502,8,7,79);
INSERT INTO "messages" VALUES(-4000000001,4,8,80);
INSERT INTO "messages" VALUES(503,2,9,81);
INSERT INTO "messages" VALUES(508,2,10,82);
INSERT INTO "messages" VALUES(509,2,11,83);
INSERT INTO "messages" VALUES(509,4,11,84);
INSERT INTO "messages" VALUES(504,2,12,85);
INSERT INTO "messages" VALUES(504,4,12,86);
INSERT INTO "messages" VALUES(504,6,12,87);
INSERT INTO "messages" VALUES(504,8,12,88);
INSERT INTO "messages" VALUES(504,10,12,89);
INSERT INTO "messages" VALUES(504,12,12,90);
INSERT INTO "messages" VALUES(504,14,12,91);
INSERT INTO "messages" VALUES(506,2,13,92);
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
INSERT INTO "packs" VALUES(1,501,501,'ada_9d87a5f9_by_removerbot_sandbox_bot','Ada',1,1);
CREATE TABLE rules (
	chat_id BIGINT NOT NULL, 
	all_answer BOOLEAN NOT NULL, 
	all_add BOOLEAN NOT NULL, 
	PRIMARY KEY (chat_id)
);
INSERT INTO "rules" VALUES(-4000000001,0,1);
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
INSERT INTO "stickers" VALUES(1,501,102,72,'ffffff-10-0','✂️','gnkH2t4yB6uFwBhV',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(2,501,105,73,'ffffff-10-0','✂️','cDiv6VIp8zFdXYPd',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(3,501,108,74,'ffffff-10-0','✂️','aoxYCbbYhc6_zct2',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(4,501,111,75,'ffffff-10-0','✂️','gKRgdmoAGztN9eV_',1,'AQAD1afc68c61f493e5709',501);
INSERT INTO "stickers" VALUES(5,501,114,76,'ffffff-10-0','✂️','-vM58jeiy9zYOHrJ',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(6,501,117,77,'ffffff-10-0','✂️','vejmZfS_6s7h8x_h',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(7,502,7,79,'ffffff-10-0','✂️','KwoXyjSusmW0OJwN',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(8,502,8,79,'000000-10-0','✂️','hy3S4DbFqkGaQWTL',NULL,NULL,NULL);
CREATE TABLE styles (
	chat_id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	style VARCHAR NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (chat_id, person_id)
);
INSERT INTO "styles" VALUES(502,502,'000000-10-0','2026-11-28 10:59:07.102147');
CREATE TABLE tallies (
	person_id BIGINT NOT NULL, 
	day DATE NOT NULL, 
	cuts INTEGER NOT NULL, 
	PRIMARY KEY (person_id, day)
);
INSERT INTO "tallies" VALUES(502,'2026-11-28',1);
INSERT INTO "tallies" VALUES(509,'2026-11-28',1);
INSERT INTO "tallies" VALUES(504,'2026-11-28',6);
INSERT INTO "tallies" VALUES(508,'2026-11-28',2);
INSERT INTO "tallies" VALUES(503,'2026-11-28',1);
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
