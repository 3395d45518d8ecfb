"""The pages behind signed links in mails: confirm, stop, manage, be forgotten. Opening one changes nothing; its button does."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from agenda_tracker.alerts import asking, links
from agenda_tracker.alerts.bounces import welcome_back
from agenda_tracker.alerts.selections import selection_followed
from agenda_tracker.models import Rhythm, Subscriber, Subscription
from agenda_tracker.models.alert import LONGEST_NOTE

from .following import never_kept, read_rhythm


# Who has the link needs no cookie; mail programs that stop an alert with one click (RFC 8058) have none to send.
@method_decorator(csrf_exempt, name="dispatch")
class LinkView(View):
    """A page behind a signed link; what is no link, or no longer one, gets an explanation."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return never_kept(super().dispatch(request, *args, **kwargs))
        except links.OldLink:
            return never_kept(render(request, "web/follow_old_link.html", {"old": True}, status=410))
        except links.BadLink:
            return never_kept(render(request, "web/follow_old_link.html", status=404))


class ConfirmView(LinkView):
    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return self.page(request, links.confirmed_by(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return self.page(request, asking.confirm(links.confirmed_by(token), timezone.now()))

    def page(self, request: HttpRequest, subscription: Subscription) -> HttpResponseBase:
        manage = links.manage_path(subscription.subscriber) if subscription.is_active else ""
        context = {"subscription": subscription, "selection": selection_followed(subscription.followed)}
        return render(request, "web/follow_confirm.html", context | {"manage": manage})


class StopView(LinkView):
    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        link = links.stopped_by(token)
        return self.page(request, link, [(one, _title(one)) for one in asking.meant_by(link) if one.is_active])

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        link = links.stopped_by(token)
        if request.POST.get("act") == "undo":
            named = set(request.POST.get("nr", "").split("-"))
            back = [one for one in asking.meant_by(link) if str(one.pk) in named and asking.take_back(one)]
            return self.page(request, link, [(one, _title(one)) for one in back], undone=True)
        stopped = asking.stop_by(link, timezone.now())
        numbers = "-".join(str(one.pk) for one in stopped)
        return self.page(request, link, [(one, _title(one)) for one in stopped], stopped=True, numbers=numbers)

    def page(self, request: HttpRequest, link: links.StopLink, meant: Any, **more: Any) -> HttpResponseBase:
        context = {"meant": meant, "manage": links.manage_path(link.subscriber)}
        return render(request, "web/follow_stop.html", context | more)


def _title(subscription: Subscription) -> str:
    return selection_followed(subscription.followed).title


class ManageView(LinkView):
    """All that an address follows. After each act the page is asked for anew, with what was done in its address."""

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        subscriber = links.managed_by(token)
        return self.page(request, subscriber)

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        subscriber = links.managed_by(token)
        welcome_back(subscriber)
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            return self.page(request, subscriber)
        try:
            done = act(request, subscriber)
        except ValidationError as error:
            return self.page(request, subscriber, problem=error.messages[0])
        if done is None:
            return render(request, "web/follow_forgotten.html")
        return HttpResponseRedirect(f"{request.path}?{urlencode(done)}")

    def page(self, request: HttpRequest, subscriber: Subscriber, **more: Any) -> HttpResponseBase:
        rows = subscriber.subscriptions.filter(confirmed_at__isnull=False).select_related("followed")
        mine = [(one, selection_followed(one.followed)) for one in rows]
        named = set(request.GET.get("nr", "").split("-"))
        context = {
            "subscriber": subscriber,
            "following": [(one, selection) for one, selection in mine if one.is_active],
            "stopped": [(one, found) for one, found in mine if not one.is_active and str(one.pk) in named],
            "done": DONE.get(request.GET.get("klaar", ""), ""),
            "rhythms": Rhythm.choices,
            "longest": LONGEST_NOTE,
        }
        return render(request, "web/follow_manage.html", context | more)


Done = dict[str, str]


def _one(request: HttpRequest, subscriber: Subscriber) -> Subscription:
    number = request.POST.get("nr", "")
    found = subscriber.subscriptions.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise ValidationError(_("Deze melding is er niet meer."))
    return found


def _change(request: HttpRequest, subscriber: Subscriber) -> Done:
    one = _one(request, subscriber)
    asking.change(one, read_rhythm(request.POST.get("rhythm", "")), request.POST.get("note", ""))
    return {"klaar": "bewaard"}


def _stop(request: HttpRequest, subscriber: Subscriber) -> Done:
    one = _one(request, subscriber)
    asking.stop([one], timezone.now())
    return {"klaar": "gestopt", "nr": str(one.pk)}


def _stop_all(request: HttpRequest, subscriber: Subscriber) -> Done:
    active = list(subscriber.subscriptions.active())
    asking.stop(active, timezone.now())
    return {"klaar": "alles", "nr": "-".join(str(one.pk) for one in active)}


def _undo(request: HttpRequest, subscriber: Subscriber) -> Done:
    asking.take_back(_one(request, subscriber))
    return {"klaar": "terug", "nr": request.POST.get("rest", "")[:2000]}


def _forget(request: HttpRequest, subscriber: Subscriber) -> None:
    asking.forget(subscriber)


ACTS: dict[str, Callable[[HttpRequest, Subscriber], Done | None]] = {
    "change": _change,
    "stop": _stop,
    "stop_all": _stop_all,
    "undo": _undo,
    "forget": _forget,
}
DONE = {
    "bewaard": gettext_lazy("Bewaard."),
    "gestopt": gettext_lazy("Gestopt. U krijgt hierover geen mail meer."),
    "alles": gettext_lazy("Alles is gestopt. U krijgt geen mail meer."),
    "terug": gettext_lazy("Deze melding gaat weer door."),
}
