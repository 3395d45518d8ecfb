"""One record of every kind that a desk address can be about, as draft and as public; a new kind is added here."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone

from agenda_tracker.intake.decide import reject
from agenda_tracker.models import (
    AgendaSeries,
    DeskAct,
    LetterSource,
    OfficeHolder,
    OfficialFind,
    OfficialStatement,
    OfficialTask,
    PublicChange,
    journalled,
)
from tests import factories as make

World = dict[str, Any]

# What stands in an address between < and >, for the record that the row is about.
ARGUMENTS: dict[str, Callable[[Any], Any]] = {
    "object_id": lambda record: record.pk,
    "pk": lambda record: record.pk,
    "id": lambda record: record.pk,
    "content_type_id": lambda record: ContentType.objects.get_for_model(record).pk,
    "app_label": lambda record: "agenda_tracker",
    "uidb64": lambda record: "x",
    "token": lambda record: "y",
    "url": lambda record: "bestaat-niet",
    "key": lambda record: "concepten",
    "index": lambda record: 0,
}


def by_name(state: str, *records: Any) -> World:
    return {f"{state} {record._meta.model_name}": record for record in records}


def letter_with_all(state: str, dossier: str) -> World:
    """A letter in that state with everything that is part of it, and the meeting and papers that hang on it."""
    item = make.make_item()
    letter = make.make_letter("draft" if state == "draft" else "published", meeting=item.meeting)
    position = make.make_position(letter, item)
    paragraph = position.evidence.get().paragraph
    note = make.make_footnote(paragraph, f"Zie Kamerstuk {dossier}, nr. 2.")
    reference = make.make_reference(note, f"{dossier}, nr. 2", f"{dossier}-2")
    paper = make.make_kamerstuk(f"{dossier}-1", letter=letter)
    source = LetterSource(letter=letter, role="main", original_name="brief.txt", sha256=dossier * 12 + "abcd", size=1)
    source.file.save(f"{dossier}.txt", ContentFile(b"x"), save=False)
    make.saved(source)
    topic = make.make_topic(released=state == "public")
    differs = OfficialStatement(about=f"{dossier}-1", field="title", value="Anders", state="differs")
    make.saved(differs)
    parts = (letter, position, paragraph, paragraph.section, note, reference, source)
    return by_name(state, *parts, item, item.meeting, paper, paper.dossier, topic, differs)


def reference_data() -> World:
    office = make.make_office()
    holder = make.saved(OfficeHolder(office=office, name="A. de Vries", start_date=make.datetime.date(2024, 7, 2)))
    series = make.saved(AgendaSeries(name="Luchtverdediging", formation=make.make_formation()))
    return by_name("any", office.ministry, office, holder, series.formation, series)


def supervision() -> World:
    with journalled() as change:
        change.watch(make.make_topic(released=True))
    reject(make.make_position(make.make_letter("draft"), make.make_item(), review="suggested"), None)
    colleague = User.objects.create_user("collega", "collega@example.nl", is_staff=True)
    return {
        "passkey authenticator": Authenticator.objects.create(user=colleague, type="webauthn", data={}),
        **by_name("any", PublicChange.objects.earliest("pk"), Group.objects.create(name="lezers")),
        "any deskact": DeskAct.objects.latest("pk"),
        "any block": None,
        "any user": colleague,
        "superuser user": User.objects.create_superuser("chef", "chef@example.nl"),
    }


def official_work() -> World:
    task = OfficialTask(normal_form="28676-900", next_at=timezone.now())
    find = OfficialFind(normal_form="28676-901", kind="report", title="Verslag (fictief)")
    return by_name("any", make.saved(task), make.saved(find))


def make_world() -> World:
    letters = {**letter_with_all("draft", "31125"), **letter_with_all("public", "28676")}
    merged = ("topic", "agendaitem", "ministerialmeeting", "kamerstuk")
    pairs = {f"pair {kind}": (letters[f"draft {kind}"], letters[f"public {kind}"]) for kind in merged}
    return {**letters, **pairs, **reference_data(), **supervision(), **official_work()}
