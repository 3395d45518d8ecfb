"""Accounts: a beheerder keeps them, within bounds."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from tests.admin.conftest import logged_in

pytestmark = pytest.mark.django_db

ADD = "admin:auth_user_add"
LIST = "admin:auth_user_changelist"
NEW = {"username": "nieuw", "first_name": "Noor", "last_name": "de Wit", "email": "noor@example.nl"}


def group(name: str) -> Group:
    return Group.objects.get(name=name)


def change(user: User) -> str:
    return reverse("admin:auth_user_change", args=[user.pk])


def groups_of(user: User) -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))


def colleague(name: str = "collega", **fields) -> User:
    return User.objects.create_user(name, f"{name}@example.nl", is_staff=True, **fields)


def test_new_account_is_staff_in_the_chosen_group_and_is_mailed(
    beheerder, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = beheerder.post(reverse(ADD), {**NEW, "groups": [group("invoerder").pk]})
    user = User.objects.get(username="nieuw")
    assert answer.status_code == 302
    assert (user.is_staff, user.is_superuser, user.get_full_name()) == (True, False, "Noor de Wit")
    assert groups_of(user) == ["invoerder"]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["noor@example.nl"], "Uw account voor Agendavolger")]
    assert "Beste Noor de Wit" in mailoutbox[0].body
    assert "/beheer/wachtwoord/" in mailoutbox[0].body


@pytest.mark.parametrize("missing", ["first_name", "last_name", "email"])
def test_account_is_of_a_person_with_a_name_and_an_address(beheerder, missing):
    page = beheerder.post(reverse(ADD), {**NEW, missing: ""})
    assert list(page.context["adminform"].errors) == [missing]


def test_two_accounts_do_not_share_an_address(beheerder):
    colleague()
    page = beheerder.post(reverse(ADD), {**NEW, "email": "Collega@example.nl"})
    assert page.context["adminform"].errors == {
        "email": ["Dit e-mailadres hoort al bij een ander account; accounts zijn persoonlijk."]
    }


def test_form_offers_the_three_groups_and_says_that_accounts_are_personal(beheerder):
    Group.objects.create(name="alles")
    page = beheerder.get(reverse(ADD))
    offered = [label for _value, label in page.context["adminform"].form.fields["groups"].choices]
    assert offered == ["beheerder", "invoerder", "redacteur"]
    assert "Een account is van één persoon. Deel het nooit" in page.content.decode()


def test_nobody_becomes_a_superuser_or_gets_another_group_or_single_right(beheerder):
    everything = Group.objects.create(name="alles")
    right = Permission.objects.get(codename="delete_user")
    extra = {"is_superuser": "on", "user_permissions": [right.pk], "is_active": "on"}
    user, own = colleague(), User.objects.get(username="beheerder")
    for one in (user, own):
        data = {**NEW, **extra, "username": one.username, "email": f"{one.pk}@example.nl"}
        beheerder.post(change(one), {**data, "groups": [group("beheerder").pk]})
        one.refresh_from_db()
        assert (one.first_name, one.is_superuser, one.user_permissions.count()) == ("Noor", False, 0)
    page = beheerder.post(change(user), {**NEW, "groups": [everything.pk], "is_active": "on"})
    assert list(page.context["adminform"].errors) == ["groups"]
    assert groups_of(user) == ["beheerder"]


def test_group_that_is_not_on_offer_stays(beheerder):
    user = colleague()
    user.groups.add(Group.objects.create(name="lezer"))
    data = {**NEW, "username": "collega", "groups": [group("redacteur").pk], "is_active": "on"}
    assert beheerder.post(change(user), data).status_code == 302
    assert groups_of(user) == ["lezer", "redacteur"]


def test_superuser_is_seen_but_not_touched(beheerder):
    chief = User.objects.create_superuser("chef", "chef@example.nl", "een-lang-wachtwoord-1")
    assert 'name="_save"' not in beheerder.get(change(chief)).content.decode()
    assert beheerder.post(change(chief), {**NEW, "is_active": "on"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[chief.pk])
    assert beheerder.post(password, {"password1": "x", "password2": "x"}).status_code == 403
    beheerder.post(reverse(LIST), {"action": "deactivate", "_selected_action": [chief.pk]})
    chief.refresh_from_db()
    assert (chief.is_active, chief.email) == (True, "chef@example.nl")


def test_account_is_deactivated_not_deleted_and_its_session_ends(beheerder, caplog):
    clerk = logged_in("invoerder")
    user = User.objects.get(username="invoerder")
    assert clerk.get(reverse("admin:index")).status_code == 200
    assert beheerder.post(reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"}).status_code == 403
    actions = [value for value, _label in beheerder.get(reverse(LIST)).context["action_form"].fields["action"].choices]
    assert actions == ["", "deactivate", "activate", "remove_second_factor"]
    beheerder.post(reverse(LIST), {"action": "deactivate", "_selected_action": [user.pk]})
    assert clerk.get(reverse("admin:index")).status_code == 302
    beheerder.post(reverse(LIST), {"action": "activate", "_selected_action": [user.pk]})
    assert clerk.get(reverse("admin:index")).status_code == 200
    assert 'action="account deactivated" object="account invoerder" result="ok"' in caplog.text


def test_nobody_shuts_himself_out(beheerder):
    own = User.objects.get(username="beheerder")
    beheerder.post(reverse(LIST), {"action": "deactivate", "_selected_action": [own.pk]})
    beheerder.post(change(own), {**NEW, "username": "beheerder", "groups": [group("beheerder").pk]})
    own.refresh_from_db()
    assert (own.is_active, own.last_name) == (True, "de Wit")


def test_password_is_set_for_a_colleague_and_logged(beheerder, caplog):
    user = colleague()
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    new = {"password1": "een-lang-wachtwoord-1", "password2": "een-lang-wachtwoord-1", "usable_password": "true"}
    assert beheerder.post(address, {**new, "password2": "anders"}).status_code == 200
    assert caplog.text.count('action="password"') == 0
    assert beheerder.post(address, {**new, "set-password": "1"}).status_code == 302
    user.refresh_from_db()
    assert user.check_password("een-lang-wachtwoord-1")
    assert caplog.text.count('action="password" object="account collega" result="ok"') == 1
    assert "een-lang-wachtwoord" not in caplog.text


def test_lost_second_factor_is_removed_but_not_ones_own(beheerder, caplog):
    user, own = colleague(), User.objects.get(username="beheerder")
    for one in (user, own):
        for kind in ("totp", "recovery_codes"):
            Authenticator.objects.create(user=one, type=kind, data={})
    assert ">app<" in beheerder.get(reverse(LIST)).content.decode()
    beheerder.post(reverse(LIST), {"action": "remove_second_factor", "_selected_action": [user.pk, own.pk]})
    assert sorted(Authenticator.objects.values_list("user__username", "type")) == [
        ("beheerder", "recovery_codes"),
        ("beheerder", "totp"),
    ]
    assert 'action="second factor removed" object="account collega" result="all"' in caplog.text


@pytest.mark.parametrize("name", ["invoerder", "redacteur"])
def test_accounts_are_for_a_beheerder_only(name):
    client = logged_in(name)
    assert client.get(reverse(LIST)).status_code == 403
    assert client.post(reverse(ADD), NEW).status_code == 403


def test_list_runs_the_same_queries_for_one_account_and_for_four(beheerder, django_assert_num_queries):
    beheerder.get(reverse(LIST))
    with django_assert_num_queries(10) as first:
        beheerder.get(reverse(LIST))
    for name in ("een", "twee", "drie"):
        colleague(name).groups.add(group("redacteur"))
    with django_assert_num_queries(len(first)):
        beheerder.get(reverse(LIST))
