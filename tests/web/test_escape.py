"""What pages escape texts with: nothing in a text becomes markup, and nothing of it is lost."""

from html import escape as standard
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from agenda_tracker.web.printed import escape


@given(st.text() | st.text("<>&\"'ab;#"))
def test_a_text_stays_what_it_is_and_holds_no_markup(text):
    assert unescape(escape(text)) == unescape(standard(text)) == text
    assert not set("<>\"'") & set(escape(text))
