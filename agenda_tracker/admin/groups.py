"""The two groups of clerks and what each may do.

An `invoerder` prepares: drafts and everything a draft needs. A `redacteur` also publishes, corrects and withdraws, and
keeps the reference data. What is public already only a `redacteur` changes; `base.ClerkAdmin` sees to that per record.
"""

from django.contrib.auth.models import Group, Permission

INVOERDER = "invoerder"
REDACTEUR = "redacteur"

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


def _permissions(actions: tuple[str, ...], models: list[str]) -> list[str]:
    return [f"{action}_{model}" for action in actions for model in models]


PERMISSIONS = {
    INVOERDER: [
        *_permissions(("view", "add", "change", "delete"), DRAFTING),
        *_permissions(("view", "add", "change"), AGENDA),
        *_permissions(("view",), REFERENCE_DATA),
    ],
    REDACTEUR: [
        "publish_letter",
        *_permissions(("view", "add", "change", "delete"), DRAFTING + AGENDA + REFERENCE_DATA),
        *_permissions(("view",), READING),
    ],
}


def ensure_groups() -> None:
    """Make the groups with their permissions. A group that exists is left as its manager set it."""
    for name, codenames in PERMISSIONS.items():
        group, made = Group.objects.get_or_create(name=name)
        if made:
            wanted = Permission.objects.filter(content_type__app_label="agenda_tracker", codename__in=codenames)
            group.permissions.set(wanted)
