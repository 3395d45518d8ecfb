"""Rows of positions: every piece escaped, in its place, and never out of step with what is public."""

import pytest
from django.template import engines

from agenda_tracker.models import journalled
from agenda_tracker.search.lines import packed, position_lines, still_public, unpacked
from agenda_tracker.web.position_rows import articles
from tests import factories as make


class Marked:
    """Hits that mark every `steun`."""

    def runs(self, text):
        before, found, after = text.partition("steun")
        return [run for run in [(before, False), (found, True), (after, False)] if run[0]]


@pytest.mark.django_db
def test_what_is_marked_and_taken_along_comes_into_its_places():
    position = make.make_position(wording="Nederland <b>steunt</b> dit & dat.")

    line = position_lines([position.pk])[position.pk]
    plain = articles(None, "")(line)
    assert "Nederland &lt;b&gt;steunt&lt;/b&gt; dit &amp; dat." in plain
    marked = articles(Marked(), "?q=steun&year=2024", with_meeting=True)(line)
    assert "Nederland &lt;b&gt;<mark>steun</mark>t&lt;/b&gt; dit &amp; dat." in marked
    assert f'href="{position.get_absolute_url()}?q=steun&amp;year=2024"' in marked
    assert "<h2 " in marked
    assert line.meeting.title in marked
    assert line.meeting.title not in plain


@pytest.mark.django_db
def test_nothing_that_a_clerk_or_a_letter_writes_is_markup():
    evil = "<script>\"&'"
    meeting = make.make_meeting(make.make_formation(name=evil))
    letter = make.make_letter(subject=evil)
    position = make.make_position(letter, make.make_item(meeting, evil), evil, [make.make_topic(name=evil)])

    for with_meeting in (False, True):
        row = articles(None, f"?q={evil}", with_meeting=with_meeting)(position_lines([position.pk])[position.pk])
        assert "<script" not in row
        assert row.count("&lt;script&gt;") >= 5 + with_meeting


@pytest.mark.django_db
def test_a_line_is_read_as_it_was_packed():
    position = make.make_position(
        wording="Nederland is vóór “dit”.", topics=[make.make_topic()], amount_eur="1500000.50"
    )
    line = position_lines([position.pk])[position.pk]
    assert packed(unpacked(packed(line))) == packed(line)
    assert articles(None, "")(unpacked(packed(line))) == articles(None, "")(line)
    assert "€\u00a01.500.000,50" in articles(None, "")(line)


@pytest.mark.django_db
def test_what_the_database_does_not_call_public_is_not_shown_whatever_the_index_says():
    position, other = make.make_position(), make.make_position()
    lines = position_lines([position.pk, other.pk])
    assert still_public(lines) == lines
    letters = type(position.letter).objects
    letters.filter(pk=position.letter_id).update(status="withdrawn")
    assert still_public(lines) == {other.pk: lines[other.pk]}
    letters.filter(pk=other.letter_id).update(status="withdrawn")
    assert still_public(lines) == {}


@pytest.mark.django_db(transaction=True)
def test_a_list_shows_a_change_as_soon_as_it_is_public(client):
    position = make.make_position(wording="Nederland steunt dit.")
    for wording in ("Nederland steunt dit.", "Nederland steunt dit niet."):
        with journalled(position.letter):
            type(position).objects.filter(pk=position.pk).update(wording=wording)
        for _again in range(2):
            assert wording in client.get("/standpunten/").content.decode()
    with journalled(position.letter):
        type(position.letter).objects.filter(pk=position.letter_id).update(status="withdrawn")
    assert position_lines([position.pk]) == {}
    assert "steunt dit" not in client.get("/standpunten/").content.decode()


def test_texts_of_the_templates_are_put_in_when_these_are_compiled():
    environment = engines["jinja2"].env
    asked = []
    environment_said, environment.globals["gettext"] = environment.globals["gettext"], asked.append
    try:
        template = environment.from_string('{% set name = _("Filters") %}{{ name }}: {{ _("100%% <b>") }}')
        assert template.render() == "Filters: 100% <b>"
    finally:
        environment.globals["gettext"] = environment_said
    assert asked == []
