"""Rows of positions: written once, kept while nothing changes, and never out of step with what is public."""

import pytest
from django.template import engines

from agenda_tracker.models import journalled
from agenda_tracker.web.position_rows import SLOT, position_rows
from tests import factories as make


class Marked:
    """Hits that mark every `steun`."""

    def runs(self, text):
        before, found, after = text.partition("steun")
        return [run for run in [(before, False), (found, True), (after, False)] if run[0]]


@pytest.mark.django_db
def test_what_is_marked_and_taken_along_comes_into_its_places():
    position = make.make_position(wording="Nederland <b>steunt</b> dit & dat.")

    row = position_rows([position.pk])[position.pk]
    plain = row.article(None, "")
    assert "Nederland &lt;b&gt;steunt&lt;/b&gt; dit &amp; dat." in plain
    assert SLOT not in plain
    marked = row.article(Marked(), "?q=steun&year=2024", with_meeting=True)
    assert "Nederland &lt;b&gt;<mark>steun</mark>t&lt;/b&gt; dit &amp; dat." in marked
    assert f'href="{row.url}?q=steun&amp;year=2024"' in marked
    assert "<h2 " in marked
    assert row.meeting.title in marked
    assert row.meeting.title not in plain


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
    assert position_rows([position.pk]) == {}
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
