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
INSERT INTO "cuts" VALUES(1,1,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:35.648215');
INSERT INTO "cuts" VALUES(2,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:37.442206');
INSERT INTO "cuts" VALUES(3,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:37.830208');
INSERT INTO "cuts" VALUES(4,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:38.342304');
INSERT INTO "cuts" VALUES(5,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:38.684863');
INSERT INTO "cuts" VALUES(6,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:39.018224');
INSERT INTO "cuts" VALUES(7,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": true, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:39.312054');
INSERT INTO "cuts" VALUES(8,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:39.550007');
INSERT INTO "cuts" VALUES(9,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:39.834946');
INSERT INTO "cuts" VALUES(10,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}, {"columns": 24, "rows": 24, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:40.182169');
INSERT INTO "cuts" VALUES(11,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:40.549405');
INSERT INTO "cuts" VALUES(12,1,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:40.861790');
INSERT INTO "cuts" VALUES(13,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:41.201660');
INSERT INTO "cuts" VALUES(14,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:41.494111');
INSERT INTO "cuts" VALUES(15,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:41.850260');
INSERT INTO "cuts" VALUES(16,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:42.374214');
INSERT INTO "cuts" VALUES(17,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "#ffffff", "shadow": false}}','2026-11-28 11:02:42.941235');
INSERT INTO "cuts" VALUES(18,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "#ffffff", "shadow": true}}','2026-11-28 11:02:43.265005');
INSERT INTO "cuts" VALUES(19,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "blur", "photo": null, "format": "png", "outline": "#ffffff", "shadow": true}}','2026-11-28 11:02:43.570187');
INSERT INTO "cuts" VALUES(20,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "blur", "photo": null, "format": "jpg", "outline": "#ffffff", "shadow": true}}','2026-11-28 11:02:43.884187');
INSERT INTO "cuts" VALUES(21,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26], [20, 20]], "box": null}, "token": null, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:44.455671');
INSERT INTO "cuts" VALUES(22,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26], [20, 20]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:44.576486');
INSERT INTO "cuts" VALUES(23,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:45.036253');
INSERT INTO "cuts" VALUES(24,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": null, "photo": "DgZPzPKpkhuiOU782SKO_Q_HqogxKmsLsHVRPZx1nIPFOvlZ8a", "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:45.304066');
INSERT INTO "cuts" VALUES(25,2,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:45.809335');
INSERT INTO "cuts" VALUES(26,2,'{"steps": [{"prompt": {"keep": [[200, 200]], "drop": [], "box": null}, "token": null, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[440, 200]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 1, "joined": true, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:47.010480');
INSERT INTO "cuts" VALUES(27,3,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:47.366149');
INSERT INTO "cuts" VALUES(28,3,'{"steps": [{"prompt": {"keep": [[171, 566]], "drop": [], "box": null}, "token": 1, "via": {"keep": [[193, 588]], "drop": [], "box": null}, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:48.394530');
INSERT INTO "cuts" VALUES(29,4,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:49.867632');
INSERT INTO "cuts" VALUES(30,5,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:49.975096');
INSERT INTO "cuts" VALUES(31,6,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:50.080386');
INSERT INTO "cuts" VALUES(32,4,'{"steps": [{"prompt": {"keep": [[346, 239]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:50.774303');
INSERT INTO "cuts" VALUES(33,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:51.134221');
INSERT INTO "cuts" VALUES(34,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:51.719412');
INSERT INTO "cuts" VALUES(35,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:52.095184');
INSERT INTO "cuts" VALUES(36,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:52.494640');
INSERT INTO "cuts" VALUES(37,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:52.902210');
INSERT INTO "cuts" VALUES(38,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:53.138241');
INSERT INTO "cuts" VALUES(39,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:53.429479');
INSERT INTO "cuts" VALUES(40,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:53.685195');
INSERT INTO "cuts" VALUES(41,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:53.941940');
INSERT INTO "cuts" VALUES(42,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:54.342383');
INSERT INTO "cuts" VALUES(43,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:54.714155');
INSERT INTO "cuts" VALUES(44,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:55.040319');
INSERT INTO "cuts" VALUES(45,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:55.422311');
INSERT INTO "cuts" VALUES(46,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:55.817590');
INSERT INTO "cuts" VALUES(47,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:56.170752');
INSERT INTO "cuts" VALUES(48,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:56.573142');
INSERT INTO "cuts" VALUES(49,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:56.951396');
INSERT INTO "cuts" VALUES(50,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:57.294165');
INSERT INTO "cuts" VALUES(51,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:57.658514');
INSERT INTO "cuts" VALUES(52,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:58.018235');
INSERT INTO "cuts" VALUES(53,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:58.212356');
INSERT INTO "cuts" VALUES(54,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:58.418345');
INSERT INTO "cuts" VALUES(55,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:58.634996');
INSERT INTO "cuts" VALUES(56,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:58.854169');
INSERT INTO "cuts" VALUES(57,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:59.083162');
INSERT INTO "cuts" VALUES(58,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:59.272364');
INSERT INTO "cuts" VALUES(59,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:59.489647');
INSERT INTO "cuts" VALUES(60,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:59.702169');
INSERT INTO "cuts" VALUES(61,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:02:59.927230');
INSERT INTO "cuts" VALUES(62,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:00.096938');
INSERT INTO "cuts" VALUES(63,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:00.238709');
INSERT INTO "cuts" VALUES(64,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:00.452744');
INSERT INTO "cuts" VALUES(65,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [{"columns": 8, "rows": 6, "region": null}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:00.602621');
INSERT INTO "cuts" VALUES(66,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:00.791352');
INSERT INTO "cuts" VALUES(67,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:00.998674');
INSERT INTO "cuts" VALUES(68,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [{"columns": 8, "rows": 6, "region": null}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:01.190273');
INSERT INTO "cuts" VALUES(69,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:01.402177');
INSERT INTO "cuts" VALUES(70,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": true, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:01.615192');
INSERT INTO "cuts" VALUES(71,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": true, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:02.873315');
INSERT INTO "cuts" VALUES(72,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:03.087655');
INSERT INTO "cuts" VALUES(73,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:03.686658');
INSERT INTO "cuts" VALUES(74,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:04.200768');
INSERT INTO "cuts" VALUES(75,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:04.763845');
INSERT INTO "cuts" VALUES(76,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:05.896813');
INSERT INTO "cuts" VALUES(77,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:06.520666');
INSERT INTO "cuts" VALUES(78,7,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:07.776980');
INSERT INTO "cuts" VALUES(79,7,'{"steps": [{"prompt": {"keep": [[346, 239]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "hard", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": true}}','2026-11-28 11:03:08.673915');
INSERT INTO "cuts" VALUES(80,8,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:10.019669');
INSERT INTO "cuts" VALUES(81,9,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:10.713205');
INSERT INTO "cuts" VALUES(82,10,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:10.980470');
INSERT INTO "cuts" VALUES(83,11,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:11.256811');
INSERT INTO "cuts" VALUES(84,11,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:11.531720');
INSERT INTO "cuts" VALUES(85,12,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:12.087614');
INSERT INTO "cuts" VALUES(86,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:13.000636');
INSERT INTO "cuts" VALUES(87,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:13.265864');
INSERT INTO "cuts" VALUES(88,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:13.486780');
INSERT INTO "cuts" VALUES(89,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:13.713630');
INSERT INTO "cuts" VALUES(90,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:13.934504');
INSERT INTO "cuts" VALUES(91,12,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:14.152892');
INSERT INTO "cuts" VALUES(92,13,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:14.934272');
INSERT INTO "cuts" VALUES(93,10,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:16.738201');
INSERT INTO "cuts" VALUES(94,10,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:17.458229');
INSERT INTO "cuts" VALUES(95,9,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:03:17.814798');
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
INSERT INTO "jobs" VALUES(1,501,3,501,'Dg0Nv_32_hVelN5WMXOQrqnkZHF6WRXyqiU7SGmDhTGFLT6CfI','photo',640,480,12,9,1,'2026-11-28 11:02:35.645996',NULL,NULL);
INSERT INTO "jobs" VALUES(2,501,30,501,'DgpSt_4NmZKu_empNp49B0ig16tn623IFMBmY7XhUNlOneVuJk','photo',960,640,12,8,1,'2026-11-28 11:02:45.807136',NULL,NULL);
INSERT INTO "jobs" VALUES(3,501,34,501,'PgNO2H1TVUc9I2sxcdL_rOIgk30PLCQi_w5N0X-wNQuE4ChHoo','photo-34',480,800,7,12,1,'2026-11-28 11:02:47.361978',NULL,NULL);
INSERT INTO "jobs" VALUES(4,501,38,501,'Pgq5728ll5keT8Nnuj-R0wbx3YZ-bA0hKvQC8FXQx1BpKWfRzF','photo-38',640,480,12,9,1,'2026-11-28 11:02:49.866151','213401593719158',1);
INSERT INTO "jobs" VALUES(5,501,39,501,'PgAdCVJCsVrjTHoj-B7LCaGxad1lHLd0IqLQg4eyDFYPYrTsyu','photo-39',800,600,12,9,1,'2026-11-28 11:02:49.973361','213401593719158',2);
INSERT INTO "jobs" VALUES(6,501,40,501,'PgFcOqIO1ojOIVr-iwVw5KnsMdQ5vV9x92YYTjb_lXU2KaJNpt','photo-40',600,420,12,8,1,'2026-11-28 11:02:50.078462','213401593719158',3);
INSERT INTO "jobs" VALUES(7,502,3,502,'DguisWenEhJtuDQPBo_1bmH5RLMu51WhxK_D_UOiIflmOkOA2Q','photo',640,480,12,9,1,'2026-11-28 11:03:07.775289',NULL,NULL);
INSERT INTO "jobs" VALUES(8,-4000000001,3,502,'Dgz_8MAWdKIj3-_eZG4fprKK2YrsMCHhYbzHOrHnYoH-5MUrMH','photo',640,480,12,9,1,'2026-11-28 11:03:10.018194',NULL,NULL);
INSERT INTO "jobs" VALUES(9,503,1,503,'DgkycSDuuwcsrxK3ccqhjza5hBoJ5Twepe3lEfdSO8X9oMYeeY','photo',640,480,12,9,1,'2026-11-28 11:03:10.711727',NULL,NULL);
INSERT INTO "jobs" VALUES(10,508,1,508,'Dgpqlbm97BWEiESNY6Vu8MgONYBY-ougZn_x0m-uRyN5wPWHr2','photo',640,480,12,9,1,'2026-11-28 11:03:10.979167',NULL,NULL);
INSERT INTO "jobs" VALUES(11,509,1,509,'DgwJkoW3n-WLM31qUYGujK_nMVCArJSdB3u28_nUTS0e3KpGNd','photo',640,480,12,9,0,'2026-11-28 11:03:11.255429',NULL,NULL);
INSERT INTO "jobs" VALUES(12,504,1,504,'Dg9-lNayWOxPMQ-Kylb22C-UvYfk-FhNVRWIRuwah9lsHCnlyq','photo',40,30,12,9,1,'2026-11-28 11:03:12.086043',NULL,NULL);
INSERT INTO "jobs" VALUES(13,506,1,506,'DgKeuL807M5wGMDh6SdP4VUexTj2vjtuEWRIsEEYk9DfXbqFtB','photo',40,30,12,9,1,'2026-11-28 11:03:14.930276',NULL,NULL);
CREATE TABLE journal (
	update_id BIGINT NOT NULL, 
	chat_id BIGINT, 
	person_id BIGINT, 
	state VARCHAR NOT NULL, 
	payload VARCHAR, 
	taken_at DATETIME NOT NULL, answered_with BIGINT, owner VARCHAR, 
	PRIMARY KEY (update_id)
);
INSERT INTO "journal" VALUES(1,-4000000001,501,'done',NULL,'2026-11-28 11:02:34.426490',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(2,-4000000001,501,'done',NULL,'2026-11-28 11:02:34.426495',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(3,501,501,'done',NULL,'2026-11-28 11:02:35.334228',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(4,501,501,'done',NULL,'2026-11-28 11:02:35.575526',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(5,501,501,'done',NULL,'2026-11-28 11:02:35.903574',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(6,501,501,'done',NULL,'2026-11-28 11:02:37.765881',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(7,501,501,'done',NULL,'2026-11-28 11:02:38.076449',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(8,501,501,'done',NULL,'2026-11-28 11:02:38.664004',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(9,501,501,'done',NULL,'2026-11-28 11:02:38.921338',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(10,501,501,'done',NULL,'2026-11-28 11:02:39.295610',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(11,501,501,'done',NULL,'2026-11-28 11:02:39.528592',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(12,501,501,'done',NULL,'2026-11-28 11:02:39.770317',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(13,501,501,'done',NULL,'2026-11-28 11:02:40.135929',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(14,501,501,'done',NULL,'2026-11-28 11:02:40.481127',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(15,501,501,'done',NULL,'2026-11-28 11:02:40.843768',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(16,501,501,'done',NULL,'2026-11-28 11:02:41.098029',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(17,501,501,'done',NULL,'2026-11-28 11:02:41.476053',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(18,501,501,'done',NULL,'2026-11-28 11:02:41.772477',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(19,501,501,'done',NULL,'2026-11-28 11:02:42.142604',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(20,501,501,'done',NULL,'2026-11-28 11:02:42.355793',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(21,501,501,'done',NULL,'2026-11-28 11:02:42.907925',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(22,501,501,'done',NULL,'2026-11-28 11:02:43.255838',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(23,501,501,'done',NULL,'2026-11-28 11:02:43.559801',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(24,501,501,'done',NULL,'2026-11-28 11:02:43.872859',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(25,501,501,'done',NULL,'2026-11-28 11:02:44.176658',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(693883183568715169,501,501,'done',NULL,'2026-11-28 11:02:44.462130',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(26,501,501,'done',NULL,'2026-11-28 11:02:44.884767',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(27,501,501,'done',NULL,'2026-11-28 11:02:45.288657',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(28,501,501,'done',NULL,'2026-11-28 11:02:45.748871',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(29,501,501,'done',NULL,'2026-11-28 11:02:46.026226',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(30,501,501,'done',NULL,'2026-11-28 11:02:47.262220',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(31,501,501,'done',NULL,'2026-11-28 11:02:47.567089',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(32,501,501,'done',NULL,'2026-11-28 11:02:48.838474',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(33,501,501,'done',NULL,'2026-11-28 11:02:48.838481',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(34,501,501,'done',NULL,'2026-11-28 11:02:48.838481',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(35,501,501,'done',NULL,'2026-11-28 11:02:50.324683',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(36,501,501,'done',NULL,'2026-11-28 11:02:51.047176',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(37,501,501,'done',NULL,'2026-11-28 11:02:51.530300',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(38,501,501,'done',NULL,'2026-11-28 11:02:52.079824',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(39,501,501,'done',NULL,'2026-11-28 11:02:52.380860',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(40,501,501,'done',NULL,'2026-11-28 11:02:52.846464',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(41,501,501,'done',NULL,'2026-11-28 11:02:53.084538',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(42,501,501,'done',NULL,'2026-11-28 11:02:53.365141',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(43,501,501,'done',NULL,'2026-11-28 11:02:53.632288',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(44,501,501,'done',NULL,'2026-11-28 11:02:53.882983',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(45,501,501,'done',NULL,'2026-11-28 11:02:54.131971',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(46,501,501,'done',NULL,'2026-11-28 11:02:54.268827',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(47,501,501,'done',NULL,'2026-11-28 11:02:54.543713',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(48,501,501,'done',NULL,'2026-11-28 11:02:54.658285',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(49,501,501,'done',NULL,'2026-11-28 11:02:54.900321',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(50,501,501,'done',NULL,'2026-11-28 11:02:55.247811',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(51,501,501,'done',NULL,'2026-11-28 11:02:55.364305',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(52,501,501,'done',NULL,'2026-11-28 11:02:55.631603',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(53,501,501,'done',NULL,'2026-11-28 11:02:55.748334',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(54,501,501,'done',NULL,'2026-11-28 11:02:55.999785',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(55,501,501,'done',NULL,'2026-11-28 11:02:56.108439',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(56,501,501,'done',NULL,'2026-11-28 11:02:56.355777',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(57,501,501,'done',NULL,'2026-11-28 11:02:56.472411',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(58,501,501,'done',NULL,'2026-11-28 11:02:56.763805',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(59,501,501,'done',NULL,'2026-11-28 11:02:56.876740',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(60,501,501,'done',NULL,'2026-11-28 11:02:57.131820',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(61,501,501,'done',NULL,'2026-11-28 11:02:57.244486',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(62,501,501,'done',NULL,'2026-11-28 11:02:57.479572',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(63,501,501,'done',NULL,'2026-11-28 11:02:57.592303',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(64,501,501,'done',NULL,'2026-11-28 11:02:57.839828',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(65,501,501,'done',NULL,'2026-11-28 11:02:57.948383',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(66,501,501,'done',NULL,'2026-11-28 11:02:58.191798',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(67,501,501,'done',NULL,'2026-11-28 11:02:58.359692',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(68,501,501,'done',NULL,'2026-11-28 11:02:58.615711',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(69,501,501,'done',NULL,'2026-11-28 11:02:58.776255',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(70,501,501,'done',NULL,'2026-11-28 11:02:59.067449',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(71,501,501,'done',NULL,'2026-11-28 11:02:59.220214',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(72,501,501,'done',NULL,'2026-11-28 11:02:59.468443',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(73,501,501,'done',NULL,'2026-11-28 11:02:59.640477',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(74,501,501,'done',NULL,'2026-11-28 11:02:59.911738',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(75,501,501,'done',NULL,'2026-11-28 11:03:00.068530',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(76,501,501,'done',NULL,'2026-11-28 11:03:00.187712',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(77,501,501,'done',NULL,'2026-11-28 11:03:00.428654',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(78,501,501,'done',NULL,'2026-11-28 11:03:00.587452',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(79,501,501,'done',NULL,'2026-11-28 11:03:00.740389',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(80,501,501,'done',NULL,'2026-11-28 11:03:00.983851',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(81,501,501,'done',NULL,'2026-11-28 11:03:01.165702',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(82,501,501,'done',NULL,'2026-11-28 11:03:01.348173',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(83,501,501,'done',NULL,'2026-11-28 11:03:01.599705',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(84,501,501,'done',NULL,'2026-11-28 11:03:01.751613',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(85,501,501,'done',NULL,'2026-11-28 11:03:03.035993',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(86,501,501,'done',NULL,'2026-11-28 11:03:03.287580',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(87,501,501,'done',NULL,'2026-11-28 11:03:03.570837',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(88,501,501,'done',NULL,'2026-11-28 11:03:03.876019',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(89,501,501,'done',NULL,'2026-11-28 11:03:04.148291',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(90,501,501,'done',NULL,'2026-11-28 11:03:04.398202',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(91,501,501,'done',NULL,'2026-11-28 11:03:04.688558',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(92,501,501,'done',NULL,'2026-11-28 11:03:04.951824',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(93,501,501,'done',NULL,'2026-11-28 11:03:05.199573',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(94,501,501,'done',NULL,'2026-11-28 11:03:05.843756',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(95,501,501,'done',NULL,'2026-11-28 11:03:06.107499',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(96,501,501,'done',NULL,'2026-11-28 11:03:06.351718',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(97,501,501,'done',NULL,'2026-11-28 11:03:06.464434',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(98,501,501,'done',NULL,'2026-11-28 11:03:06.754195',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(99,501,501,'done',NULL,'2026-11-28 11:03:07.015725',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(100,502,502,'done',NULL,'2026-11-28 11:03:07.132416',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(101,502,502,'done',NULL,'2026-11-28 11:03:07.351742',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(102,502,502,'done',NULL,'2026-11-28 11:03:07.543661',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(103,502,502,'done',NULL,'2026-11-28 11:03:07.703216',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(104,502,502,'done',NULL,'2026-11-28 11:03:07.972508',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(105,502,502,'done',NULL,'2026-11-28 11:03:08.915267',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(106,502,502,'done',NULL,'2026-11-28 11:03:09.227384',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(107,502,502,'done',NULL,'2026-11-28 11:03:09.415325',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(108,-4000000001,502,'done',NULL,'2026-11-28 11:03:09.940295',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(109,-4000000001,501,'done',NULL,'2026-11-28 11:03:10.212599',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(110,-4000000001,501,'done',NULL,'2026-11-28 11:03:10.439723',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(111,503,503,'done',NULL,'2026-11-28 11:03:10.642211',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(112,508,508,'done',NULL,'2026-11-28 11:03:10.916457',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(113,509,509,'done',NULL,'2026-11-28 11:03:11.192411',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(114,509,509,'done',NULL,'2026-11-28 11:03:11.464477',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(115,509,509,'done',NULL,'2026-11-28 11:03:11.785532',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(116,504,504,'done',NULL,'2026-11-28 11:03:11.968260',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(117,504,504,'done',NULL,'2026-11-28 11:03:12.302785',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(118,504,504,'done',NULL,'2026-11-28 11:03:13.206884',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(119,504,504,'done',NULL,'2026-11-28 11:03:13.438203',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(120,504,504,'done',NULL,'2026-11-28 11:03:13.652495',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(121,504,504,'done',NULL,'2026-11-28 11:03:13.876662',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(122,504,504,'done',NULL,'2026-11-28 11:03:14.101530',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(123,507,507,'done',NULL,'2026-11-28 11:03:14.321191',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(124,501,501,'done',NULL,'2026-11-28 11:03:14.510441',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(125,501,501,'done',NULL,'2026-11-28 11:03:14.660354',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(126,506,506,'done',NULL,'2026-11-28 11:03:14.818305',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(127,505,505,'done',NULL,'2026-11-28 11:03:15.104247',NULL,'f1645acb32c54f7b9e7f0206bca57722');
INSERT INTO "journal" VALUES(128,508,508,'unsure','{"update_id": 128, "message": {"text": "E5", "message_id": 3, "from": {"id": 508, "is_bot": false, "first_name": "Hugo", "language_code": "en"}, "chat": {"id": 508, "type": "private", "first_name": "Hugo"}, "date": 1795863796}}','2026-11-28 11:03:16.486039',128,'c85620400faf4765a5173175c05f1f1c');
INSERT INTO "journal" VALUES(129,503,503,'waiting','{"update_id": 129, "message": {"text": "E5", "message_id": 3, "from": {"id": 503, "is_bot": false, "first_name": "Cleo", "language_code": "en"}, "chat": {"id": 503, "type": "private", "first_name": "Cleo"}, "date": 1795863797}}','2026-11-28 11:03:17.682701',NULL,'c85620400faf4765a5173175c05f1f1c');
INSERT INTO "journal" VALUES(130,502,502,'waiting','{"update_id": 130, "message": {"document": {"file_id": "DgcTiP67rA1hOpn_yUCE2eNM3aY0f70FxFxKK1Hd8ENh8QEOHQ", "file_unique_id": "AQAD362d2b43cd71a3a084", "file_size": 97932, "file_name": "photo.jpg", "mime_type": "image/jpeg"}, "message_id": 9, "from": {"id": 502, "is_bot": false, "first_name": "Bob", "language_code": "en"}, "chat": {"id": 502, "type": "private", "first_name": "Bob"}, "date": 1795863797}}','2026-11-28 11:03:17.976562',NULL,'c85620400faf4765a5173175c05f1f1c');
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
INSERT INTO "packs" VALUES(1,501,501,'ada_cb7efb67_by_removerbot_sandbox_bot','Ada',1,1);
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
INSERT INTO "stickers" VALUES(1,501,102,72,'ffffff-10-0','✂️','61A1HVxGnEJwfnxv',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(2,501,105,73,'ffffff-10-0','✂️','8z-ke1lM1cbOH4OU',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(3,501,108,74,'ffffff-10-0','✂️','fWyN8tZfp5GFVZ0V',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(4,501,111,75,'ffffff-10-0','✂️','cACtLAYVEOOcrDEo',1,'AQAD5564af33767d243e17',501);
INSERT INTO "stickers" VALUES(5,501,114,76,'ffffff-10-0','✂️','OsB7UYIiFhaBG2Wf',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(6,501,117,77,'ffffff-10-0','✂️','bA-kZ0eJAW7CGQA5',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(7,502,7,79,'ffffff-10-0','✂️','Y0Mjw7ghvI5z_YqC',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(8,502,8,79,'000000-10-0','✂️','73qWt6xNuSP9375z',NULL,NULL,NULL);
CREATE TABLE styles (
	chat_id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	style VARCHAR NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (chat_id, person_id)
);
INSERT INTO "styles" VALUES(502,502,'000000-10-0','2026-11-28 11:03:09.425143');
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
