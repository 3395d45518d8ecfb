"""The language of the public pages: Jinja2, with how this site prints things, and what its pages can ask for."""

from typing import Any

from django.template import defaultfilters
from django.utils.translation import ngettext
from jinja2 import ChainableUndefined, Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from agenda_tracker.models.language import said
from agenda_tracker.models.paths import path_to
from agenda_tracker.search import lines

from . import letter_text, list_parts, page_head, position_rows, printed, shell, structured, taking_away

FILTERS = (
    printed.ahead_of,
    printed.at,
    printed.chamber,
    printed.counted,
    printed.day_and_month,
    printed.in_marks,
    printed.in_runs,
    printed.iso,
    printed.label,
    printed.long_date,
    printed.money,
    printed.month,
    printed.oneline,
    printed.other_than_one,
    lines.of_position,
    printed.shortened,
    printed.thousands,
    defaultfilters.capfirst,
    defaultfilters.date,
    defaultfilters.truncatewords,
)
FUNCTIONS = (
    position_rows.articles,
    position_rows.best_first,
    position_rows.by_meeting,
    letter_text.letter_contents,
    letter_text.letter_note,
    letter_text.letter_part,
    list_parts.entry,
    list_parts.facet_items,
    page_head.canonical_address,
    printed.edit_link,
    printed.marked,
    printed.option_list,
    printed.query,
    printed.query_of,
    printed.updated_until,
    shell.site_foot,
    shell.site_nav,
    shell.static,
    structured.crumb_data,
    structured.dump_data,
    structured.letter_data,
    structured.meeting_data,
    structured.site_data,
    taking_away.take_away,
)


class Said(NodeTransformer):
    """Puts the text itself where a template asks for the translation of one: `_("Filters")`."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (the visitor looks for this name)
        self.generic_visit(node)
        asks = isinstance(node.node, nodes.Name) and node.node.name == "_"
        if not asks or len(node.args) != 1 or node.kwargs or not isinstance(node.args[0], nodes.Const):
            return node
        # As the extension says it at every printing: safe, and with `%%` for a per cent sign.
        return nodes.Const(Markup(said(node.args[0].value)) % {}, lineno=node.lineno)  # noqa: S704


class SiteEnvironment(Environment):
    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        """The program of a template, with `printed.escaped` for what it prints: a page has hundreds of these."""
        imports, newline, rest = super()._generate(source, *args, **kwargs).partition("\n")
        return f"{imports}\nfrom {printed.__name__} import escaped as escape{newline}{rest}"

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Every template once, when it is compiled."""
        parsed: nodes.Template = Said().visit(super()._parse(source, name, filename))
        return parsed


def environment(**options: Any) -> Environment:
    """Made by Django from the settings; what a page is not given prints as nothing."""
    made = SiteEnvironment(**{**options, "undefined": ChainableUndefined, "extensions": ["jinja2.ext.i18n"]})
    made.install_gettext_callables(said, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {one.__name__: one for one in FILTERS}
    made.globals |= {one.__name__: one for one in FUNCTIONS}
    made.globals["url"] = path_to
    return made
