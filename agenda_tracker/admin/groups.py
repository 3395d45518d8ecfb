"""The three groups of clerks and what each may do; one person may be in several.

An `invoerder` prepares: drafts and everything a draft needs. A `redacteur` also publishes, corrects and withdraws, and
adds topics. A `beheerder` keeps accounts and reference data and merges records, and otherwise only looks. What is public
already only a `redacteur` changes; `base.ClerkAdmin` sees to that per record.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

INVOERDER = "invoerder"
REDACTEUR = "redacteur"
BEHEERDER = "beheerder"

DRAFTING = [
    "letter",
    "lettermeeting",
    "signatory",
    "section",
    "paragraph",
    "footnote",
    "kamerstukreference",
    "governmentposition",
    "evidence",
]
AGENDA = ["ministerialmeeting", "agendaitem", "agendaseries", "kamerstuk", "dossier", "lettersource"]
REFERENCE_DATA = ["formation", "topic", "ministry", "office", "officeholder"]
READING = ["publicchange", "deskact"]


def _permissions(actions: tuple[str, ...], models: list[str], app: str = "agenda_tracker") -> list[str]:
    return [f"{app}.{action}_{model}" for action in actions for model in models]


PERMISSIONS = {
    INVOERDER: [
        *_permissions(("view", "add", "change", "delete"), DRAFTING),
        *_permissions(("view", "add", "change"), AGENDA),
        *_permissions(("view",), REFERENCE_DATA),
    ],
    REDACTEUR: [
        "agenda_tracker.publish_letter",
        "agenda_tracker.add_topic",
        *_permissions(("view", "add", "change", "delete"), DRAFTING + AGENDA),
        *_permissions(("view",), REFERENCE_DATA + READING),
    ],
    BEHEERDER: [
        "agenda_tracker.merge_records",
        *_permissions(("view", "add", "change", "delete"), REFERENCE_DATA),
        *_permissions(("view",), DRAFTING + AGENDA + READING),
        *_permissions(("view", "add", "change"), ["user"], app="auth"),
    ],
}


@transaction.atomic
def ensure_groups() -> None:
    """Make the groups that are missing, with their permissions. A group that exists is left as its manager set it."""
    groups = [Group.objects.get_or_create(name=name) for name in PERMISSIONS]
    missing = [group for group, made in groups if made]
    stored = _stored() if missing else {}
    for group in missing:
        group.permissions.add(*(stored[one] for one in PERMISSIONS[group.name] if one in stored))


def _stored() -> dict[str, int]:
    """The ids of all permissions by their names: `agenda_tracker.publish_letter`."""
    rows = Permission.objects.order_by().values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": pk for app, codename, pk in rows}
