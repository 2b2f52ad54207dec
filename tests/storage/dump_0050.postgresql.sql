CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.answers (
    update_id bigint NOT NULL,
    number integer NOT NULL,
    message character varying
);
CREATE TABLE public.cuts (
    id integer NOT NULL,
    job_id integer NOT NULL,
    asked json NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.cuts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.cuts_id_seq OWNED BY public.cuts.id;
CREATE TABLE public.finishes (
    person_id bigint NOT NULL,
    finish json NOT NULL
);
CREATE TABLE public.guests (
    id bigint NOT NULL,
    ruling character varying,
    told boolean NOT NULL
);
CREATE TABLE public.holds (
    name character varying NOT NULL,
    owner character varying
);
CREATE TABLE public.jobs (
    id integer NOT NULL,
    chat_id bigint NOT NULL,
    message_id bigint NOT NULL,
    person_id bigint NOT NULL,
    file_id character varying NOT NULL,
    name character varying NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    columns integer NOT NULL,
    rows integer NOT NULL,
    open boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    album character varying,
    number integer
);
CREATE SEQUENCE public.jobs_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.jobs_id_seq OWNED BY public.jobs.id;
CREATE TABLE public.journal (
    update_id bigint NOT NULL,
    chat_id bigint,
    person_id bigint,
    state character varying NOT NULL,
    payload character varying,
    taken_at timestamp with time zone NOT NULL,
    answered_with bigint,
    owner character varying
);
CREATE TABLE public.messages (
    chat_id bigint NOT NULL,
    message_id bigint NOT NULL,
    job_id integer NOT NULL,
    cut_id integer
);
CREATE TABLE public.packs (
    id integer NOT NULL,
    chat_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    name character varying NOT NULL,
    title character varying NOT NULL,
    number integer NOT NULL,
    seen boolean NOT NULL
);
CREATE SEQUENCE public.packs_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.packs_id_seq OWNED BY public.packs.id;
CREATE TABLE public.rules (
    chat_id bigint NOT NULL,
    all_answer boolean NOT NULL,
    all_add boolean NOT NULL
);
CREATE TABLE public.stickers (
    id integer NOT NULL,
    chat_id bigint NOT NULL,
    message_id bigint,
    cut_id integer,
    style character varying NOT NULL,
    emoji character varying NOT NULL,
    token character varying NOT NULL,
    pack_id integer,
    unique_id character varying,
    added_by bigint
);
CREATE SEQUENCE public.stickers_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stickers_id_seq OWNED BY public.stickers.id;
CREATE TABLE public.styles (
    chat_id bigint NOT NULL,
    person_id bigint NOT NULL,
    style character varying NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.tallies (
    person_id bigint NOT NULL,
    day date NOT NULL,
    cuts integer NOT NULL
);
CREATE TABLE public.workers (
    id character varying NOT NULL,
    seen_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.cuts ALTER COLUMN id SET DEFAULT nextval('public.cuts_id_seq'::regclass);
ALTER TABLE ONLY public.jobs ALTER COLUMN id SET DEFAULT nextval('public.jobs_id_seq'::regclass);
ALTER TABLE ONLY public.packs ALTER COLUMN id SET DEFAULT nextval('public.packs_id_seq'::regclass);
ALTER TABLE ONLY public.stickers ALTER COLUMN id SET DEFAULT nextval('public.stickers_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0050');
INSERT INTO public.answers VALUES (2, 0, '{"message_id": 12}');
INSERT INTO public.answers VALUES (2, 1, NULL);
INSERT INTO public.cuts VALUES (1, 1, '{"steps": [{"prompt": {"keep": [[3, 4]], "drop": [], "box": null}, "token": 2, "via": null, "thing": 0, "joined": false, "anew": false}, {"prompt": {"keep": [[3, 4]], "drop": [[5, 6]], "box": [1, 2, 30, 40]}, "token": 0, "via": null, "thing": 0, "joined": true, "anew": false}, {"prompt": {"keep": [[3, 4]], "drop": [], "box": null}, "token": null, "via": {"keep": [[5, 6]], "drop": [], "box": null}, "thing": 1, "joined": false, "anew": true}], "views": [{"columns": 24, "rows": 16, "region": null}, {"columns": 12, "rows": 12, "region": [100, 200, 400, 500]}], "adds": true, "finish": {"edge": "fine", "grow": -2, "crop": "square", "margin": 7, "background": null, "photo": "AgAC", "format": "webp", "outline": "#010203", "shadow": true}}', '2026-11-28 10:29:08.343878+00');
INSERT INTO public.finishes VALUES (7000000001, '{"edge": "hard", "grow": 3, "crop": "none", "margin": 5, "background": "none", "photo": null, "format": "png", "outline": "none", "shadow": false}');
INSERT INTO public.guests VALUES (2, 'blocked', false);
INSERT INTO public.guests VALUES (7000000001, NULL, true);
INSERT INTO public.jobs VALUES (1, -1001234567890, 10, 7000000001, 'file-10', 'dog', 1280, 853, 12, 8, true, '2026-11-28 10:29:08.328031+00', 'a', 2);
INSERT INTO public.journal VALUES (3, -1001234567890, 7000000001, 'waiting', '{"update_id": 3}', '2026-11-28 10:29:08.360445+00', NULL, '6a34f1e59da845cba15e80189116fd3c');
INSERT INTO public.journal VALUES (1, -1001234567890, 7000000001, 'done', NULL, '2026-11-28 10:29:08.360438+00', NULL, '6a34f1e59da845cba15e80189116fd3c');
INSERT INTO public.journal VALUES (2, -1001234567890, 7000000001, 'unsure', '{"update_id": 2}', '2026-11-28 10:29:08.360445+00', 2, '6a34f1e59da845cba15e80189116fd3c');
INSERT INTO public.messages VALUES (-1001234567890, 11, 1, 1);
INSERT INTO public.packs VALUES (1, -1001234567890, 7000000001, 'pets_1_by_bot', 'Pets', 1, true);
INSERT INTO public.rules VALUES (-1001234567890, true, false);
INSERT INTO public.stickers VALUES (1, -1001234567890, 17, 1, 'c80001-6-1', '👨‍👩‍👧 🇰🇷', 't', 1, 'u', 2);
INSERT INTO public.styles VALUES (-1001234567890, 7000000001, 'ffffff-3-0', '2026-11-28 10:29:08.465779+00');
INSERT INTO public.tallies VALUES (7000000001, '2026-11-22', 2);
SELECT pg_catalog.setval('public.cuts_id_seq', 1, true);
SELECT pg_catalog.setval('public.jobs_id_seq', 1, true);
SELECT pg_catalog.setval('public.packs_id_seq', 1, true);
SELECT pg_catalog.setval('public.stickers_id_seq', 1, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (update_id, number);
ALTER TABLE ONLY public.cuts
    ADD CONSTRAINT cuts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.finishes
    ADD CONSTRAINT finishes_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.guests
    ADD CONSTRAINT guests_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_by_photo UNIQUE (chat_id, message_id);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (update_id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (chat_id, message_id);
ALTER TABLE ONLY public.packs
    ADD CONSTRAINT packs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rules
    ADD CONSTRAINT rules_pkey PRIMARY KEY (chat_id);
ALTER TABLE ONLY public.stickers
    ADD CONSTRAINT stickers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.stickers
    ADD CONSTRAINT stickers_token_key UNIQUE (token);
ALTER TABLE ONLY public.styles
    ADD CONSTRAINT styles_pkey PRIMARY KEY (chat_id, person_id);
ALTER TABLE ONLY public.tallies
    ADD CONSTRAINT tallies_pkey PRIMARY KEY (person_id, day);
ALTER TABLE ONLY public.workers
    ADD CONSTRAINT workers_pkey PRIMARY KEY (id);
CREATE INDEX ix_cuts_job_id ON public.cuts USING btree (job_id);
CREATE INDEX ix_jobs_created_at ON public.jobs USING btree (created_at);
CREATE INDEX ix_journal_state ON public.journal USING btree (state);
CREATE INDEX ix_journal_taken_at ON public.journal USING btree (taken_at);
CREATE INDEX ix_messages_job_id ON public.messages USING btree (job_id);
CREATE INDEX ix_packs_chat_id ON public.packs USING btree (chat_id);
CREATE INDEX ix_stickers_cut_id ON public.stickers USING btree (cut_id);
CREATE INDEX ix_stickers_pack_id ON public.stickers USING btree (pack_id);
CREATE INDEX jobs_by_album ON public.jobs USING btree (chat_id, album);
CREATE INDEX stickers_by_message ON public.stickers USING btree (chat_id, message_id);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_update_id_fkey FOREIGN KEY (update_id) REFERENCES public.journal(update_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.cuts
    ADD CONSTRAINT cuts_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_by_cut FOREIGN KEY (cut_id) REFERENCES public.cuts(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.stickers
    ADD CONSTRAINT stickers_cut_id_fkey FOREIGN KEY (cut_id) REFERENCES public.cuts(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.stickers
    ADD CONSTRAINT stickers_pack_id_fkey FOREIGN KEY (pack_id) REFERENCES public.packs(id) ON DELETE SET NULL;
