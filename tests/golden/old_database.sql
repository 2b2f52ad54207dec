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
INSERT INTO "answers" VALUES(129,0,NULL);
INSERT INTO "answers" VALUES(130,0,NULL);
CREATE TABLE cuts (
	id INTEGER NOT NULL, 
	job_id INTEGER NOT NULL, 
	asked JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
);
INSERT INTO "cuts" VALUES(1,1,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:45.935434');
INSERT INTO "cuts" VALUES(2,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:50.669307');
INSERT INTO "cuts" VALUES(3,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:51.226210');
INSERT INTO "cuts" VALUES(4,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:52.106496');
INSERT INTO "cuts" VALUES(5,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:52.770334');
INSERT INTO "cuts" VALUES(6,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:53.394388');
INSERT INTO "cuts" VALUES(7,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": true, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:53.904200');
INSERT INTO "cuts" VALUES(8,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:54.490262');
INSERT INTO "cuts" VALUES(9,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:54.999265');
INSERT INTO "cuts" VALUES(10,1,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}, {"columns": 24, "rows": 24, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:55.538267');
INSERT INTO "cuts" VALUES(11,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:56.050305');
INSERT INTO "cuts" VALUES(12,1,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:56.589521');
INSERT INTO "cuts" VALUES(13,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:57.262259');
INSERT INTO "cuts" VALUES(14,1,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:57.573352');
INSERT INTO "cuts" VALUES(15,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:57.971406');
INSERT INTO "cuts" VALUES(16,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:17:58.954281');
INSERT INTO "cuts" VALUES(17,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "#ffffff", "shadow": false}}','2026-11-28 11:17:59.421242');
INSERT INTO "cuts" VALUES(18,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "#ffffff", "shadow": true}}','2026-11-28 11:17:59.774915');
INSERT INTO "cuts" VALUES(19,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "blur", "photo": null, "format": "png", "outline": "#ffffff", "shadow": true}}','2026-11-28 11:18:00.274185');
INSERT INTO "cuts" VALUES(20,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "square", "margin": 5, "background": "blur", "photo": null, "format": "jpg", "outline": "#ffffff", "shadow": true}}','2026-11-28 11:18:00.823428');
INSERT INTO "cuts" VALUES(21,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26], [20, 20]], "box": null}, "token": null, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:01.399030');
INSERT INTO "cuts" VALUES(22,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26], [20, 20]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:01.733734');
INSERT INTO "cuts" VALUES(23,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:02.338266');
INSERT INTO "cuts" VALUES(24,1,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": null, "photo": "DgMXiE1_vMJDIFQWQkbTV1T-XSsHEmElgF958P9TgU7rRfRE7a", "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:02.779424');
INSERT INTO "cuts" VALUES(25,2,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:03.894289');
INSERT INTO "cuts" VALUES(26,2,'{"steps": [{"prompt": {"keep": [[200, 200]], "drop": [], "box": null}, "token": null, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[440, 200]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 1, "joined": true, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:07.424140');
INSERT INTO "cuts" VALUES(27,3,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:08.034360');
INSERT INTO "cuts" VALUES(28,3,'{"steps": [{"prompt": {"keep": [[171, 566]], "drop": [], "box": null}, "token": 1, "via": {"keep": [[193, 588]], "drop": [], "box": null}, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:12.034303');
INSERT INTO "cuts" VALUES(29,4,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:14.118827');
INSERT INTO "cuts" VALUES(30,5,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:14.354366');
INSERT INTO "cuts" VALUES(31,6,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:14.555319');
INSERT INTO "cuts" VALUES(32,4,'{"steps": [{"prompt": {"keep": [[346, 239]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:18.098378');
INSERT INTO "cuts" VALUES(33,7,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:18.807495');
INSERT INTO "cuts" VALUES(34,7,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:19.398906');
INSERT INTO "cuts" VALUES(35,7,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:20.201102');
INSERT INTO "cuts" VALUES(36,7,'{"steps": [{"prompt": {"keep": [[265, 248]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:20.658245');
INSERT INTO "cuts" VALUES(37,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:21.598312');
INSERT INTO "cuts" VALUES(38,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:22.434284');
INSERT INTO "cuts" VALUES(39,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:23.226392');
INSERT INTO "cuts" VALUES(40,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:24.186358');
INSERT INTO "cuts" VALUES(41,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:25.065544');
INSERT INTO "cuts" VALUES(42,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:25.918196');
INSERT INTO "cuts" VALUES(43,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:26.801633');
INSERT INTO "cuts" VALUES(44,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:27.603733');
INSERT INTO "cuts" VALUES(45,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[239, 239]], "drop": [[26, 26]], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:28.492542');
INSERT INTO "cuts" VALUES(46,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:29.390328');
INSERT INTO "cuts" VALUES(47,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:30.305571');
INSERT INTO "cuts" VALUES(48,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:31.293043');
INSERT INTO "cuts" VALUES(49,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:32.210447');
INSERT INTO "cuts" VALUES(50,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:33.273984');
INSERT INTO "cuts" VALUES(51,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:34.234773');
INSERT INTO "cuts" VALUES(52,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:35.044238');
INSERT INTO "cuts" VALUES(53,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:36.014239');
INSERT INTO "cuts" VALUES(54,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:36.502280');
INSERT INTO "cuts" VALUES(55,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:37.054457');
INSERT INTO "cuts" VALUES(56,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:37.361712');
INSERT INTO "cuts" VALUES(57,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:38.014246');
INSERT INTO "cuts" VALUES(58,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:38.256544');
INSERT INTO "cuts" VALUES(59,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:38.642150');
INSERT INTO "cuts" VALUES(60,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:39.074845');
INSERT INTO "cuts" VALUES(61,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:39.510751');
INSERT INTO "cuts" VALUES(62,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:39.800620');
INSERT INTO "cuts" VALUES(63,7,'{"steps": [], "views": [{"columns": 12, "rows": 12, "region": [160, 160, 319, 319]}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:40.014864');
INSERT INTO "cuts" VALUES(64,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:40.406283');
INSERT INTO "cuts" VALUES(65,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:40.786211');
INSERT INTO "cuts" VALUES(66,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [{"columns": 8, "rows": 6, "region": null}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:41.147189');
INSERT INTO "cuts" VALUES(67,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:41.846318');
INSERT INTO "cuts" VALUES(68,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:42.203041');
INSERT INTO "cuts" VALUES(69,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [{"columns": 8, "rows": 6, "region": null}], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:42.649497');
INSERT INTO "cuts" VALUES(70,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:43.278289');
INSERT INTO "cuts" VALUES(71,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": true, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:43.686218');
INSERT INTO "cuts" VALUES(72,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": true, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:47.370260');
INSERT INTO "cuts" VALUES(73,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:47.622299');
INSERT INTO "cuts" VALUES(74,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:48.570180');
INSERT INTO "cuts" VALUES(75,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:49.654322');
INSERT INTO "cuts" VALUES(76,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:50.864440');
INSERT INTO "cuts" VALUES(77,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:52.418204');
INSERT INTO "cuts" VALUES(78,7,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:53.630644');
INSERT INTO "cuts" VALUES(79,8,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:55.250175');
INSERT INTO "cuts" VALUES(80,8,'{"steps": [{"prompt": {"keep": [[346, 239]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "hard", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": true}}','2026-11-28 11:18:57.704438');
INSERT INTO "cuts" VALUES(81,9,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:18:59.346282');
INSERT INTO "cuts" VALUES(82,10,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:00.294250');
INSERT INTO "cuts" VALUES(83,11,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:00.692487');
INSERT INTO "cuts" VALUES(84,12,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:01.169027');
INSERT INTO "cuts" VALUES(85,12,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:01.543053');
INSERT INTO "cuts" VALUES(86,13,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:02.104027');
INSERT INTO "cuts" VALUES(87,13,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:04.874178');
INSERT INTO "cuts" VALUES(88,13,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:05.184529');
INSERT INTO "cuts" VALUES(89,13,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:05.638883');
INSERT INTO "cuts" VALUES(90,13,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:05.974503');
INSERT INTO "cuts" VALUES(91,13,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:06.422213');
INSERT INTO "cuts" VALUES(92,13,'{"steps": [{"prompt": {"keep": [[18, 14]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:06.806293');
INSERT INTO "cuts" VALUES(93,14,'{"steps": [], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:07.938251');
INSERT INTO "cuts" VALUES(94,11,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:10.579054');
INSERT INTO "cuts" VALUES(95,11,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:11.998223');
INSERT INTO "cuts" VALUES(96,10,'{"steps": [{"prompt": {"keep": [[239, 239]], "drop": [], "box": null}, "token": 3, "via": null, "thing": 0, "joined": false, "anew": false}], "views": [], "adds": false, "finish": {"edge": "soft", "grow": 0, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}}','2026-11-28 11:19:12.506517');
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
INSERT INTO "jobs" VALUES(1,501,3,501,'DgkjkTyGIt8-AujYkpll-38aHTu4CWI52rFaHgZALSN77Xz21y','photo',640,480,12,9,1,'2026-11-28 11:17:45.906265',NULL,NULL);
INSERT INTO "jobs" VALUES(2,501,30,501,'Dgimrd5QBqr0rcWJgoH64GvJUiaS6QiVhe432E8PaZGly32rJ-','photo',960,640,12,8,1,'2026-11-28 11:18:03.846804',NULL,NULL);
INSERT INTO "jobs" VALUES(3,501,34,501,'PgAL__SUrwi3GgAPqhfJP8FunnCBXmcQoXJHMqTUWwQnPz6luW','photo-34',480,800,7,12,1,'2026-11-28 11:18:07.991758',NULL,NULL);
INSERT INTO "jobs" VALUES(4,501,38,501,'PgnV4yFt0-jE4DafL6IDo9FcNYsFAOTs6UONA0eELg2-vNc9mb','photo-38',640,480,12,9,1,'2026-11-28 11:18:14.111460','624566562053542',1);
INSERT INTO "jobs" VALUES(5,501,39,501,'PgV-B6M_eevR2T4BkBPv8ZJf_xnkGh_sOUYyqw_lTcnPo7FKV1','photo-39',800,600,12,9,1,'2026-11-28 11:18:14.282335','624566562053542',2);
INSERT INTO "jobs" VALUES(6,501,40,501,'PgKJEp7GHgp-SB38Twd-iDQtscWmVYJeQaS8LtNTmgYAQ6OFsN','photo-40',600,420,12,8,1,'2026-11-28 11:18:14.534618','624566562053542',3);
INSERT INTO "jobs" VALUES(7,510,1,510,'DgSWd8yClrZEpJKrtKD8ChsZFDPEddk6O4EhSEKZJth4wKtaPQ','photo',640,480,12,9,1,'2026-11-28 11:18:18.797252',NULL,NULL);
INSERT INTO "jobs" VALUES(8,502,3,502,'DgqPNc4qhT2ZItcrFnTMQxKsxks_ugjQOXsSoiZil9w44T1vDK','photo',640,480,12,9,1,'2026-11-28 11:18:55.248379',NULL,NULL);
INSERT INTO "jobs" VALUES(9,-4000000001,3,502,'DgXhIc-v-ek1TqncA93x7RiPnVhULMSVMbmR05thqGrLHthRiM','photo',640,480,12,9,1,'2026-11-28 11:18:59.343165',NULL,NULL);
INSERT INTO "jobs" VALUES(10,503,1,503,'Dgq-v3dxiUTp8ovXPC9Mcc1Yy8gZGJ32S20nqIxfurECFPJZ6T','photo',640,480,12,9,1,'2026-11-28 11:19:00.286226',NULL,NULL);
INSERT INTO "jobs" VALUES(11,508,1,508,'DgGUORtra6MhrvPMTM9HZ0HzS1xFLXd3GB62qWs4MKw-pBxPog','photo',640,480,12,9,1,'2026-11-28 11:19:00.681823',NULL,NULL);
INSERT INTO "jobs" VALUES(12,509,1,509,'DgKk-8ZhDJy9xonbZlKIkxqYP_1WcAAxPeCYqId1I4KOARaFe-','photo',640,480,12,9,0,'2026-11-28 11:19:01.137913',NULL,NULL);
INSERT INTO "jobs" VALUES(13,504,1,504,'DgOdFpOrmA-96EY5VDltiEFM4_DqegjhxTkUn2dMXNs7LKZ34N','photo',40,30,12,9,1,'2026-11-28 11:19:02.102624',NULL,NULL);
INSERT INTO "jobs" VALUES(14,506,1,506,'Dg2q11ISFuyo-1rBLwwxrNE_tSuiM54lA9Rc91NFhrij2EL_FT','photo',40,30,12,9,1,'2026-11-28 11:19:07.934328',NULL,NULL);
CREATE TABLE journal (
	update_id BIGINT NOT NULL, 
	chat_id BIGINT, 
	person_id BIGINT, 
	state VARCHAR NOT NULL, 
	payload VARCHAR, 
	taken_at DATETIME NOT NULL, answered_with BIGINT, owner VARCHAR, 
	PRIMARY KEY (update_id)
);
INSERT INTO "journal" VALUES(1,-4000000001,501,'done',NULL,'2026-11-28 11:17:43.798499',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(2,-4000000001,501,'done',NULL,'2026-11-28 11:17:43.798507',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(3,501,501,'done',NULL,'2026-11-28 11:17:44.847031',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(4,501,501,'done',NULL,'2026-11-28 11:17:45.375181',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(5,501,501,'done',NULL,'2026-11-28 11:17:46.392633',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(6,501,501,'done',NULL,'2026-11-28 11:17:51.161448',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(7,501,501,'done',NULL,'2026-11-28 11:17:51.510336',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(8,501,501,'done',NULL,'2026-11-28 11:17:52.424707',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(9,501,501,'done',NULL,'2026-11-28 11:17:53.118886',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(10,501,501,'done',NULL,'2026-11-28 11:17:53.782311',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(11,501,501,'done',NULL,'2026-11-28 11:17:54.402162',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(12,501,501,'done',NULL,'2026-11-28 11:17:54.866749',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(13,501,501,'done',NULL,'2026-11-28 11:17:55.403156',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(14,501,501,'done',NULL,'2026-11-28 11:17:55.878619',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(15,501,501,'done',NULL,'2026-11-28 11:17:56.498294',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(16,501,501,'done',NULL,'2026-11-28 11:17:56.978572',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(17,501,501,'done',NULL,'2026-11-28 11:17:57.562851',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(18,501,501,'done',NULL,'2026-11-28 11:17:57.822881',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(19,501,501,'done',NULL,'2026-11-28 11:17:58.287822',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(20,501,501,'done',NULL,'2026-11-28 11:17:58.889802',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(21,501,501,'done',NULL,'2026-11-28 11:17:59.296576',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(22,501,501,'done',NULL,'2026-11-28 11:17:59.706385',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(23,501,501,'done',NULL,'2026-11-28 11:18:00.246259',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(24,501,501,'done',NULL,'2026-11-28 11:18:00.730231',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(25,501,501,'done',NULL,'2026-11-28 11:18:01.174549',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(997536176054279086,501,501,'done',NULL,'2026-11-28 11:18:01.407113',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(26,501,501,'done',NULL,'2026-11-28 11:18:02.061188',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(27,501,501,'done',NULL,'2026-11-28 11:18:02.625768',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(28,501,501,'done',NULL,'2026-11-28 11:18:03.554487',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(29,501,501,'done',NULL,'2026-11-28 11:18:04.466256',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(30,501,501,'done',NULL,'2026-11-28 11:18:07.842381',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(31,501,501,'done',NULL,'2026-11-28 11:18:08.474829',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(32,501,501,'done',NULL,'2026-11-28 11:18:12.906378',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(33,501,501,'done',NULL,'2026-11-28 11:18:12.906386',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(34,501,501,'done',NULL,'2026-11-28 11:18:12.906388',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(35,501,501,'done',NULL,'2026-11-28 11:18:15.322896',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(36,510,510,'done',NULL,'2026-11-28 11:18:18.494354',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(37,510,510,'done',NULL,'2026-11-28 11:18:19.237440',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(38,510,510,'done',NULL,'2026-11-28 11:18:19.887420',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(39,510,510,'done',NULL,'2026-11-28 11:18:20.641736',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(40,510,510,'done',NULL,'2026-11-28 11:18:21.096814',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(41,510,510,'done',NULL,'2026-11-28 11:18:22.034806',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(42,510,510,'done',NULL,'2026-11-28 11:18:22.782351',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(43,510,510,'done',NULL,'2026-11-28 11:18:23.708413',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(44,510,510,'done',NULL,'2026-11-28 11:18:24.698497',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(45,510,510,'done',NULL,'2026-11-28 11:18:25.514248',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(46,510,510,'done',NULL,'2026-11-28 11:18:26.336535',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(47,510,510,'done',NULL,'2026-11-28 11:18:26.578360',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(48,510,510,'done',NULL,'2026-11-28 11:18:27.128263',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(49,510,510,'done',NULL,'2026-11-28 11:18:27.364332',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(50,510,510,'done',NULL,'2026-11-28 11:18:27.836698',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(51,510,510,'done',NULL,'2026-11-28 11:18:28.871752',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(52,510,510,'done',NULL,'2026-11-28 11:18:29.108931',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(53,510,510,'done',NULL,'2026-11-28 11:18:29.740789',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(54,510,510,'done',NULL,'2026-11-28 11:18:30.035022',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(55,510,510,'done',NULL,'2026-11-28 11:18:30.706247',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(56,510,510,'done',NULL,'2026-11-28 11:18:30.911675',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(57,510,510,'done',NULL,'2026-11-28 11:18:31.623097',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(58,510,510,'done',NULL,'2026-11-28 11:18:31.958209',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(59,510,510,'done',NULL,'2026-11-28 11:18:32.538893',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(60,510,510,'done',NULL,'2026-11-28 11:18:32.842209',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(61,510,510,'done',NULL,'2026-11-28 11:18:33.611820',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(62,510,510,'done',NULL,'2026-11-28 11:18:33.821073',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(63,510,510,'done',NULL,'2026-11-28 11:18:34.611898',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(64,510,510,'done',NULL,'2026-11-28 11:18:34.814959',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(65,510,510,'done',NULL,'2026-11-28 11:18:35.446858',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(66,510,510,'done',NULL,'2026-11-28 11:18:35.662862',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(67,510,510,'done',NULL,'2026-11-28 11:18:36.392563',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(68,510,510,'done',NULL,'2026-11-28 11:18:36.843162',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(69,510,510,'done',NULL,'2026-11-28 11:18:37.335872',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(70,510,510,'done',NULL,'2026-11-28 11:18:37.724716',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(71,510,510,'done',NULL,'2026-11-28 11:18:38.238259',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(72,510,510,'done',NULL,'2026-11-28 11:18:38.448524',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(73,510,510,'done',NULL,'2026-11-28 11:18:38.982209',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(74,510,510,'done',NULL,'2026-11-28 11:18:39.297872',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(75,510,510,'done',NULL,'2026-11-28 11:18:39.781111',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(76,510,510,'done',NULL,'2026-11-28 11:18:39.988668',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(77,510,510,'done',NULL,'2026-11-28 11:18:40.196606',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(78,510,510,'done',NULL,'2026-11-28 11:18:40.700800',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(79,510,510,'done',NULL,'2026-11-28 11:18:41.073484',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(80,510,510,'done',NULL,'2026-11-28 11:18:41.506810',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(81,510,510,'done',NULL,'2026-11-28 11:18:42.102255',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(82,510,510,'done',NULL,'2026-11-28 11:18:42.510325',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(83,510,510,'done',NULL,'2026-11-28 11:18:42.918300',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(84,510,510,'done',NULL,'2026-11-28 11:18:43.579475',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(85,510,510,'done',NULL,'2026-11-28 11:18:43.931955',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(86,510,510,'done',NULL,'2026-11-28 11:18:47.560520',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(87,510,510,'done',NULL,'2026-11-28 11:18:47.879987',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(88,510,510,'done',NULL,'2026-11-28 11:18:48.332685',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(89,510,510,'done',NULL,'2026-11-28 11:18:48.762248',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(90,510,510,'done',NULL,'2026-11-28 11:18:49.394958',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(91,510,510,'done',NULL,'2026-11-28 11:18:49.950534',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(92,510,510,'done',NULL,'2026-11-28 11:18:50.608907',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(93,510,510,'done',NULL,'2026-11-28 11:18:51.127690',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(94,510,510,'done',NULL,'2026-11-28 11:18:51.620062',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(95,510,510,'done',NULL,'2026-11-28 11:18:52.206859',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(96,510,510,'done',NULL,'2026-11-28 11:18:52.690250',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(97,510,510,'done',NULL,'2026-11-28 11:18:53.250189',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(98,510,510,'done',NULL,'2026-11-28 11:18:53.439345',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(99,510,510,'done',NULL,'2026-11-28 11:18:53.870251',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(100,510,510,'done',NULL,'2026-11-28 11:18:54.343416',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(101,502,502,'done',NULL,'2026-11-28 11:18:54.522170',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(102,502,502,'done',NULL,'2026-11-28 11:18:54.762213',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(103,502,502,'done',NULL,'2026-11-28 11:18:54.962281',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(104,502,502,'done',NULL,'2026-11-28 11:18:55.140562',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(105,502,502,'done',NULL,'2026-11-28 11:18:55.510487',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(106,502,502,'done',NULL,'2026-11-28 11:18:57.934903',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(107,502,502,'done',NULL,'2026-11-28 11:18:58.306228',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(108,502,502,'done',NULL,'2026-11-28 11:18:58.504705',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(109,-4000000001,502,'done',NULL,'2026-11-28 11:18:59.183444',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(110,-4000000001,501,'done',NULL,'2026-11-28 11:18:59.641373',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(111,-4000000001,501,'done',NULL,'2026-11-28 11:18:59.940127',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(112,503,503,'done',NULL,'2026-11-28 11:19:00.171055',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(113,508,508,'done',NULL,'2026-11-28 11:19:00.540679',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(114,509,509,'done',NULL,'2026-11-28 11:19:00.974436',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(115,509,509,'done',NULL,'2026-11-28 11:19:01.414225',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(116,509,509,'done',NULL,'2026-11-28 11:19:01.782234',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(117,504,504,'done',NULL,'2026-11-28 11:19:01.991253',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(118,504,504,'done',NULL,'2026-11-28 11:19:02.364379',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(119,504,504,'done',NULL,'2026-11-28 11:19:05.080516',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(120,504,504,'done',NULL,'2026-11-28 11:19:05.424460',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(121,504,504,'done',NULL,'2026-11-28 11:19:05.852504',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(122,504,504,'done',NULL,'2026-11-28 11:19:06.200391',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(123,504,504,'done',NULL,'2026-11-28 11:19:06.622491',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(124,507,507,'done',NULL,'2026-11-28 11:19:07.031004',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(125,501,501,'done',NULL,'2026-11-28 11:19:07.232624',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(126,501,501,'done',NULL,'2026-11-28 11:19:07.432601',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(127,506,506,'done',NULL,'2026-11-28 11:19:07.659243',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(128,505,505,'done',NULL,'2026-11-28 11:19:08.208319',NULL,'487c8a61a60c4535882031a8d8c0b474');
INSERT INTO "journal" VALUES(129,508,508,'unsure','{"update_id": 129, "message": {"text": "E5", "message_id": 3, "from": {"id": 508, "is_bot": false, "first_name": "Hugo", "language_code": "en"}, "chat": {"id": 508, "type": "private", "first_name": "Hugo"}, "date": 1795864749}}','2026-11-28 11:19:09.778391',129,'04e6231411b445aaada5358420759325');
INSERT INTO "journal" VALUES(130,503,503,'waiting','{"update_id": 130, "message": {"text": "E5", "message_id": 3, "from": {"id": 503, "is_bot": false, "first_name": "Cleo", "language_code": "en"}, "chat": {"id": 503, "type": "private", "first_name": "Cleo"}, "date": 1795864752}}','2026-11-28 11:19:12.274321',NULL,'04e6231411b445aaada5358420759325');
INSERT INTO "journal" VALUES(131,502,502,'waiting','{"update_id": 131, "message": {"document": {"file_id": "Dgz6YBEumQiNOAUY_kdBh5-WdYFTmJjVUKHyBXjBOwizZnduae", "file_unique_id": "AQAD362d2b43cd71a3a084", "file_size": 97932, "file_name": "photo.jpg", "mime_type": "image/jpeg"}, "message_id": 9, "from": {"id": 502, "is_bot": false, "first_name": "Bob", "language_code": "en"}, "chat": {"id": 502, "type": "private", "first_name": "Bob"}, "date": 1795864752}}','2026-11-28 11:19:12.741790',NULL,'04e6231411b445aaada5358420759325');
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
INSERT INTO "messages" VALUES(510,2,7,33);
INSERT INTO "messages" VALUES(510,4,7,34);
INSERT INTO "messages" VALUES(510,6,7,36);
INSERT INTO "messages" VALUES(510,8,7,37);
INSERT INTO "messages" VALUES(510,10,7,38);
INSERT INTO "messages" VALUES(510,12,7,39);
INSERT INTO "messages" VALUES(510,14,7,40);
INSERT INTO "messages" VALUES(510,16,7,41);
INSERT INTO "messages" VALUES(510,18,7,42);
INSERT INTO "messages" VALUES(510,20,7,43);
INSERT INTO "messages" VALUES(510,22,7,44);
INSERT INTO "messages" VALUES(510,24,7,45);
INSERT INTO "messages" VALUES(510,26,7,46);
INSERT INTO "messages" VALUES(510,28,7,47);
INSERT INTO "messages" VALUES(510,30,7,48);
INSERT INTO "messages" VALUES(510,32,7,49);
INSERT INTO "messages" VALUES(510,34,7,50);
INSERT INTO "messages" VALUES(510,36,7,51);
INSERT INTO "messages" VALUES(510,38,7,52);
INSERT INTO "messages" VALUES(510,40,7,54);
INSERT INTO "messages" VALUES(510,42,7,56);
INSERT INTO "messages" VALUES(510,44,7,58);
INSERT INTO "messages" VALUES(510,46,7,60);
INSERT INTO "messages" VALUES(510,48,7,62);
INSERT INTO "messages" VALUES(510,50,7,63);
INSERT INTO "messages" VALUES(510,52,7,66);
INSERT INTO "messages" VALUES(510,54,7,69);
INSERT INTO "messages" VALUES(510,56,7,72);
INSERT INTO "messages" VALUES(510,58,7,73);
INSERT INTO "messages" VALUES(510,59,7,73);
INSERT INTO "messages" VALUES(510,61,7,74);
INSERT INTO "messages" VALUES(510,62,7,74);
INSERT INTO "messages" VALUES(510,64,7,75);
INSERT INTO "messages" VALUES(510,65,7,75);
INSERT INTO "messages" VALUES(510,67,7,76);
INSERT INTO "messages" VALUES(510,68,7,76);
INSERT INTO "messages" VALUES(510,70,7,77);
INSERT INTO "messages" VALUES(510,71,7,77);
INSERT INTO "messages" VALUES(510,73,7,78);
INSERT INTO "messages" VALUES(510,74,7,78);
INSERT INTO "messages" VALUES(502,4,8,79);
INSERT INTO "messages" VALUES(502,6,8,80);
INSERT INTO "messages" VALUES(502,7,8,80);
INSERT INTO "messages" VALUES(502,8,8,80);
INSERT INTO "messages" VALUES(-4000000001,4,9,81);
INSERT INTO "messages" VALUES(503,2,10,82);
INSERT INTO "messages" VALUES(508,2,11,83);
INSERT INTO "messages" VALUES(509,2,12,84);
INSERT INTO "messages" VALUES(509,4,12,85);
INSERT INTO "messages" VALUES(504,2,13,86);
INSERT INTO "messages" VALUES(504,4,13,87);
INSERT INTO "messages" VALUES(504,6,13,88);
INSERT INTO "messages" VALUES(504,8,13,89);
INSERT INTO "messages" VALUES(504,10,13,90);
INSERT INTO "messages" VALUES(504,12,13,91);
INSERT INTO "messages" VALUES(504,14,13,92);
INSERT INTO "messages" VALUES(506,2,14,93);
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
INSERT INTO "packs" VALUES(1,510,510,'jo_6a6f8189_by_removerbot_sandbox_bot','Jo',1,1);
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
INSERT INTO "stickers" VALUES(1,510,59,73,'ffffff-10-0','✂️','FIWC-nclrIp1Z84k',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(2,510,62,74,'ffffff-10-0','✂️','1LMVB9FAtBkm6nzp',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(3,510,65,75,'ffffff-10-0','✂️','gbpu1ejpFGGaajYr',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(4,510,68,76,'ffffff-10-0','✂️','EMPjYoT2VBOPn8ua',1,'AQADe7f69d1297370c6fd3',510);
INSERT INTO "stickers" VALUES(5,510,71,77,'ffffff-10-0','✂️','E2uDFqQTIUlp7gAX',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(6,510,74,78,'ffffff-10-0','✂️','7iqI-RSTio7G9xWR',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(7,502,7,80,'ffffff-10-0','✂️','8smpePSmE6uIi0IK',NULL,NULL,NULL);
INSERT INTO "stickers" VALUES(8,502,8,80,'000000-10-0','✂️','bUZIkt4jiAAY3x0a',NULL,NULL,NULL);
CREATE TABLE styles (
	chat_id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	style VARCHAR NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (chat_id, person_id)
);
INSERT INTO "styles" VALUES(502,502,'000000-10-0','2026-11-28 11:18:58.551881');
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
