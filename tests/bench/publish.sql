-- What a publisher would hand to Datasette: the public rows only, one flat table for each list, with indexes for every
-- filter and order that the bench asks for. `site` is the database of the site, attached read-only.
PRAGMA main.journal_mode = OFF;
PRAGMA main.synchronous = OFF;

CREATE TEMP TABLE above AS
WITH RECURSIVE up(topic, ancestor) AS (
    SELECT id, id FROM site.agenda_tracker_topic
    UNION
    SELECT up.topic, parent.parent_id FROM up JOIN site.agenda_tracker_topic parent ON parent.id = up.ancestor
    WHERE parent.parent_id IS NOT NULL
)
SELECT up.topic, one.slug FROM up JOIN site.agenda_tracker_topic one ON one.id = up.ancestor WHERE one.released;
CREATE INDEX temp.above_by_topic ON above(topic, slug);

CREATE TABLE brieven (
    slug TEXT PRIMARY KEY, onderwerp TEXT, soort TEXT, datum TEXT, aan_tk INTEGER, aan_ek INTEGER, kamerstukken TEXT,
    ministeries TEXT
);
INSERT INTO brieven
SELECT slug, subject, kind, date, to_tk, to_ek,
    (SELECT group_concat(paper.normal_form, '; ') FROM site.agenda_tracker_kamerstuk paper WHERE paper.letter_id = letter.id),
    (SELECT json_group_array(DISTINCT ministry.slug) FROM site.agenda_tracker_signatory one
        JOIN site.agenda_tracker_office office ON office.id = one.office_id
        JOIN site.agenda_tracker_ministry ministry ON ministry.id = office.ministry_id WHERE one.letter_id = letter.id)
FROM site.agenda_tracker_letter letter WHERE status = 'published';
CREATE INDEX brieven_datum ON brieven(datum);

CREATE TABLE standpunten (
    id INTEGER PRIMARY KEY, standpunt TEXT, citaat TEXT, aard TEXT, houding TEXT, bedrag_eur REAL, themas TEXT,
    agendapunt TEXT, gremium TEXT, organisatie TEXT, datum TEXT, jaar INTEGER, brief TEXT REFERENCES brieven(slug),
    brief_soort TEXT, brief_datum TEXT, kamerstukken TEXT, ministeries TEXT
);
INSERT INTO standpunten
SELECT one.id, one.wording,
    (SELECT group_concat(substr(paragraph.text, quote.start + 1, quote.end - quote.start), ' […] ')
        FROM site.agenda_tracker_evidence quote JOIN site.agenda_tracker_paragraph paragraph ON paragraph.id = quote.paragraph_id
        WHERE quote.position_id = one.id),
    one.kind, one.stance, one.amount_eur,
    (SELECT json_group_array(DISTINCT above.slug) FROM site.agenda_tracker_governmentposition_topics tie
        JOIN above ON above.topic = tie.topic_id WHERE tie.governmentposition_id = one.id),
    item.title, formation.slug, formation.organisation, meeting.start_date,
    CAST(substr(meeting.start_date, 1, 4) AS INTEGER), letter.slug, letter.kind, letter.date, brieven.kamerstukken,
    brieven.ministeries
FROM site.agenda_tracker_governmentposition one
JOIN site.agenda_tracker_letter letter ON letter.id = one.letter_id
JOIN brieven ON brieven.slug = letter.slug
JOIN site.agenda_tracker_agendaitem item ON item.id = one.agenda_item_id
JOIN site.agenda_tracker_ministerialmeeting meeting ON meeting.id = item.meeting_id
JOIN site.agenda_tracker_formation formation ON formation.id = meeting.formation_id
WHERE one.review = 'confirmed' AND letter.status = 'published';
-- The day descending: what Datasette sorts so must have equal days in the order of their keys, or a stream of pages repeats rows.
CREATE INDEX standpunten_datum ON standpunten(datum DESC, id);
CREATE INDEX standpunten_gremium ON standpunten(gremium, jaar, datum DESC);
CREATE INDEX standpunten_organisatie ON standpunten(organisatie);
CREATE INDEX standpunten_aard ON standpunten(aard);
CREATE INDEX standpunten_houding ON standpunten(houding);
CREATE INDEX standpunten_soort ON standpunten(brief_soort);
CREATE INDEX standpunten_jaar ON standpunten(jaar, datum DESC);
CREATE INDEX standpunten_brief ON standpunten(brief);

CREATE TABLE vergaderingen (
    slug TEXT PRIMARY KEY, gremium TEXT, organisatie TEXT, informeel INTEGER, begin TEXT, einde TEXT, plaats TEXT, land TEXT
);
INSERT INTO vergaderingen
SELECT meeting.slug, formation.slug, formation.organisation, meeting.informal, meeting.start_date, meeting.end_date,
    meeting.place, meeting.country
FROM site.agenda_tracker_ministerialmeeting meeting
JOIN site.agenda_tracker_formation formation ON formation.id = meeting.formation_id
WHERE meeting.released OR EXISTS (
    SELECT 1 FROM site.agenda_tracker_lettermeeting tie JOIN site.agenda_tracker_letter letter ON letter.id = tie.letter_id
    WHERE tie.meeting_id = meeting.id AND letter.status = 'published'
);
CREATE INDEX vergaderingen_begin ON vergaderingen(begin);

-- One row for every theme of a position and every theme above it, ready to be read newest first.
CREATE TABLE standpunten_themas (
    id INTEGER PRIMARY KEY, thema TEXT, datum TEXT, jaar INTEGER, standpunt INTEGER REFERENCES standpunten(id),
    wat TEXT, citaat TEXT, aard TEXT, houding TEXT, gremium TEXT, brief TEXT
);
INSERT INTO standpunten_themas (thema, datum, jaar, standpunt, wat, citaat, aard, houding, gremium, brief)
SELECT one.value, datum, jaar, standpunten.id, standpunt, citaat, aard, houding, gremium, brief
FROM standpunten, json_each(themas) one;
CREATE INDEX standpunten_themas_datum ON standpunten_themas(thema, datum DESC);
CREATE INDEX standpunten_themas_jaar ON standpunten_themas(thema, jaar, datum DESC);
CREATE INDEX standpunten_themas_standpunt ON standpunten_themas(standpunt, thema);

CREATE TABLE kamerstukken (nummer TEXT PRIMARY KEY, dossier TEXT, titel TEXT, datum TEXT, brief TEXT);
INSERT INTO kamerstukken
SELECT paper.normal_form, dossier.normal_form, paper.title, paper.date, letter.slug
FROM site.agenda_tracker_kamerstuk paper
JOIN site.agenda_tracker_dossier dossier ON dossier.id = paper.dossier_id
LEFT JOIN site.agenda_tracker_letter letter ON letter.id = paper.letter_id AND letter.status = 'published'
WHERE letter.id IS NOT NULL OR EXISTS (
    SELECT 1 FROM site.agenda_tracker_kamerstukreference cited
    JOIN site.agenda_tracker_letter citing ON citing.id = cited.letter_id
    WHERE cited.kamerstuk_id = paper.id AND citing.status = 'published'
);

CREATE TABLE verwijzingen (
    id INTEGER PRIMARY KEY, kamerstuk TEXT REFERENCES kamerstukken(nummer), brief TEXT REFERENCES brieven(slug),
    onderwerp TEXT, soort TEXT, datum TEXT, alinea TEXT, zoals_geschreven TEXT, omgeving TEXT
);
INSERT INTO verwijzingen
SELECT cited.id, paper.normal_form, letter.slug, letter.subject, letter.kind, letter.date, paragraph.number,
    cited.as_written, substr(coalesce(paragraph.text, note.text), max(1, cited.start - 160), cited.end - cited.start + 320)
FROM site.agenda_tracker_kamerstukreference cited
JOIN site.agenda_tracker_kamerstuk paper ON paper.id = cited.kamerstuk_id
JOIN site.agenda_tracker_letter letter ON letter.id = cited.letter_id
LEFT JOIN site.agenda_tracker_footnote note ON note.id = cited.footnote_id
LEFT JOIN site.agenda_tracker_paragraph paragraph ON paragraph.id = coalesce(cited.paragraph_id, note.paragraph_id)
WHERE letter.status = 'published';
CREATE INDEX verwijzingen_kamerstuk ON verwijzingen(kamerstuk, datum DESC);
CREATE INDEX verwijzingen_brief ON verwijzingen(brief);

CREATE TABLE alineas (
    id INTEGER PRIMARY KEY, brief TEXT REFERENCES brieven(slug), volgorde INTEGER, nummer TEXT, kop TEXT, tekst TEXT
);
INSERT INTO alineas
SELECT paragraph.id, letter.slug, paragraph."order", paragraph.number, section.heading, paragraph.text
FROM site.agenda_tracker_paragraph paragraph
JOIN site.agenda_tracker_section section ON section.id = paragraph.section_id
JOIN site.agenda_tracker_letter letter ON letter.id = paragraph.letter_id
WHERE letter.status = 'published';
CREATE INDEX alineas_brief ON alineas(brief, volgorde);

-- The same words as the site's own index has of a position: wording; quotes; what it is about; the paragraphs around it.
CREATE VIRTUAL TABLE standpunten_fts USING fts5(
    standpunt, citaat, over, alineas, content='', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO standpunten_fts (rowid, standpunt, citaat, over, alineas)
SELECT one.id, one.wording, one.quotes_key,
    item.title || ' ' || coalesce((SELECT group_concat(topic.name, ' ') FROM site.agenda_tracker_governmentposition_topics tie
        JOIN site.agenda_tracker_topic topic ON topic.id = tie.topic_id AND topic.released
        WHERE tie.governmentposition_id = one.id), '') || ' ' || formation.name || ' ' || formation.abbreviation,
    (SELECT group_concat(DISTINCT paragraph.text) FROM site.agenda_tracker_evidence quote
        JOIN site.agenda_tracker_paragraph paragraph ON paragraph.id = quote.paragraph_id WHERE quote.position_id = one.id)
FROM site.agenda_tracker_governmentposition one
JOIN standpunten ON standpunten.id = one.id
JOIN site.agenda_tracker_agendaitem item ON item.id = one.agenda_item_id
JOIN site.agenda_tracker_ministerialmeeting meeting ON meeting.id = item.meeting_id
JOIN site.agenda_tracker_formation formation ON formation.id = meeting.formation_id;
INSERT INTO standpunten_fts (standpunten_fts) VALUES ('optimize');
ANALYZE main;
