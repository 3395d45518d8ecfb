"""What the groups may do with reference data, and that a group that exists is left alone."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from agenda_tracker.admin.groups import ensure_groups
from agenda_tracker.models import Topic
from tests.factories import make_formation, make_topic

pytestmark = pytest.mark.django_db
TOPIC = {"name": "Ruimtevaart", "slug": "ruimtevaart", "order": 1, "keywords": "", "parent": ""}


def test_redacteur_adds_a_topic_and_leaves_those_that_are_there(redacteur):
    topic = make_topic("Defensie")
    assert redacteur.post(reverse("admin:agenda_tracker_topic_add"), TOPIC).status_code == 302
    change = reverse("admin:agenda_tracker_topic_change", args=[topic.pk])
    assert (redacteur.get(change).status_code, redacteur.post(change, TOPIC).status_code) == (200, 403)
    assert sorted(Topic.objects.values_list("name", flat=True)) == ["Defensie", "Ruimtevaart"]


def test_beheerder_renames_and_deletes_reference_data(beheerder):
    topic, body = make_topic("Defensie", released=True), make_formation()
    change = reverse("admin:agenda_tracker_topic_change", args=[topic.pk])
    assert beheerder.post(change, {**TOPIC, "slug": topic.slug, "released": "on"}).status_code == 302
    assert Topic.objects.get().name == "Ruimtevaart"
    delete = reverse("admin:agenda_tracker_formation_delete", args=[body.pk])
    assert beheerder.post(delete, {"post": "yes"}).status_code == 302


def test_only_a_beheerder_merges():
    ensure_groups()
    may = Group.objects.filter(permissions__codename="merge_records").values_list("name", flat=True)
    assert list(may) == ["beheerder"]


def test_group_that_exists_is_left_as_its_manager_set_it():
    Group.objects.create(name="redacteur")
    ensure_groups()
    counts = {group.name: group.permissions.count() > 0 for group in Group.objects.all()}
    assert counts == {"invoerder": True, "redacteur": False, "beheerder": True}
