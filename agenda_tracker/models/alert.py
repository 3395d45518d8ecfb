"""Who follows what by e-mail, what happened to it, and the mails that tell so. Of a person only the address is known."""

import secrets
import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import FoldedField

LONGEST_NOTE = 300


def new_secret() -> str:
    return secrets.token_urlsafe(18)


def new_message_id() -> str:
    return uuid.uuid4().hex


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def reachable(self) -> "SubscriberQuerySet":
        """Those that mails do not come back from."""
        return self.filter(paused_at=None)


class Subscriber(models.Model):
    """An address. `secret` is part of every signed link to it, so that a new one makes all old links worthless."""

    email = models.EmailField(_("e-mailadres"), max_length=254)
    email_key = FoldedField("email")
    secret = models.CharField(max_length=40, default=new_secret, editable=False)
    created_at = models.DateTimeField(_("gemaakt"), default=timezone.now)
    bounces = models.PositiveSmallIntegerField(_("mails die terugkwamen"), default=0)
    bounced_at = models.DateTimeField(_("laatste die terugkwam"), null=True, blank=True)
    paused_at = models.DateTimeField(_("stilgezet op"), null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("volger")
        verbose_name_plural = _("volgers")
        constraints = [
            models.UniqueConstraint(
                fields=["email_key"], name="subscriber_unique", violation_error_message=_("Dit adres staat er al.")
            ),
        ]

    def __str__(self) -> str:
        """Never the address: this ends up in logs."""
        return f"{_('volger')} {self.pk}"


class FollowedQuerySet(models.QuerySet["Followed"]):
    def alive(self) -> "FollowedQuerySet":
        """Followed by at least one address."""
        return self.filter(models.Exists(Subscription.objects.active().filter(followed=models.OuterRef("pk"))))


class Followed(models.Model):
    """One selection that somebody follows, in one spelling: everybody who follows the same shares it."""

    class Listing(models.TextChoices):
        POSITIONS = "positions", _("standpunten")
        LETTERS = "letters", _("brieven")
        MEETINGS = "meetings", _("vergaderingen")
        # One meeting: its letters, what is said in them, and its own date and place.
        MEETING = "meeting", _("vergadering")

    listing = models.CharField(_("lijst"), max_length=10, choices=Listing)
    query = models.CharField(_("selectie"), max_length=1000, blank=True)

    objects = FollowedQuerySet.as_manager()

    class Meta:
        verbose_name = _("gevolgde selectie")
        verbose_name_plural = _("gevolgde selecties")
        constraints = [models.UniqueConstraint(fields=["listing", "query"], name="followed_unique")]

    def __str__(self) -> str:
        return f"{self.listing}?{self.query}"


class Rhythm(models.TextChoices):
    AT_ONCE = "at_once", _("meteen")
    DAILY = "daily", _("elke dag")
    WEEKLY = "weekly", _("elke week")


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def active(self) -> "SubscriptionQuerySet":
        """Confirmed from the mailbox itself, and not stopped."""
        return self.filter(confirmed_at__isnull=False, stopped_at=None)

    def unconfirmed(self) -> "SubscriptionQuerySet":
        return self.filter(confirmed_at=None)


class Subscription(models.Model):
    """An address that follows a selection, from line `since` of the journal on, and told up to line `told`."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="subscriptions")
    followed = models.ForeignKey(Followed, on_delete=models.PROTECT, related_name="subscriptions")
    rhythm = models.CharField(_("hoe vaak"), max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    note = models.CharField(_("eigen notitie"), max_length=LONGEST_NOTE, blank=True)
    asked_at = models.DateTimeField(_("gevraagd"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("bevestigd"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("gestopt"), null=True, blank=True)
    since = models.PositiveBigIntegerField(default=0)
    told = models.PositiveBigIntegerField(default=0)
    digested_at = models.DateTimeField(_("laatste overzicht"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mailmelding")
        verbose_name_plural = _("e-mailmeldingen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "followed"],
                condition=Q(confirmed_at__isnull=False, stopped_at__isnull=True),
                name="subscription_once",
                violation_error_message=_("Dit adres volgt dit al."),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('e-mailmelding')} {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.confirmed_at is not None and self.stopped_at is None


class AlertCursor(models.Model):
    """The single row that says up to which line of the journal was worked out what happened to what is followed."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("stand van de e-mailmeldingen")

    def __str__(self) -> str:
        return str(self.number)


class AlertItem(models.Model):
    """What one line of the journal means to a reader: a record became public, or says something else than before.

    `old` and `new` are what was public before and after; both empty for what is new. `returned`: it had not been public
    for a while, so that followers may not have been told of what was before.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    is_new = models.BooleanField()
    returned = models.BooleanField(default=False)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind} {self.object_id}"


class AlertMatch(models.Model):
    """An item that falls within a selection that is followed; `came_in` when the record was public, but not in there before."""

    followed = models.ForeignKey(Followed, on_delete=models.CASCADE, related_name="matches")
    item = models.ForeignKey(AlertItem, on_delete=models.CASCADE, related_name="matches")
    came_in = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("treffer")
        verbose_name_plural = _("treffers")
        constraints = [models.UniqueConstraint(fields=["followed", "item"], name="match_once")]

    def __str__(self) -> str:
        return f"{self.followed_id}: {self.item_id}"


class AlertMailQuerySet(models.QuerySet["AlertMail"]):
    def waiting(self) -> "AlertMailQuerySet":
        return self.filter(state=AlertMail.State.WAITING)

    def claimable(self, now: datetime) -> "AlertMailQuerySet":
        """Due, and in nobody's hands; a claim that was not honoured in time lapses."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=now)
        return self.waiting().filter(free, not_before__lte=now).order_by("not_before", "pk")


class AlertMail(models.Model):
    """A mail to be sent once. `name` is the first part of its Message-ID and stays the same at every attempt."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("bevestiging")
        MANAGE = "manage", _("beheerlink")
        ALERT = "alert", _("melding")

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht")
        SENT = "sent", _("verzonden")
        FAILED = "failed", _("mislukt")
        DROPPED = "dropped", _("niet meer nodig")

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    rhythm = models.CharField(max_length=10, choices=Rhythm, blank=True)
    subscription = models.ForeignKey(Subscription, null=True, on_delete=models.CASCADE, related_name="confirmations")
    name = models.CharField(max_length=40, unique=True, default=new_message_id, editable=False)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    claim = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    # Its words from the first attempt until it is known how that ended, so that a repeated mail says the same.
    content = models.JSONField(null=True)
    # The head of the journal when these were made: what is new is shown as of then.
    journal_number = models.PositiveBigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    problem = models.CharField(_("wat er misging"), max_length=200, blank=True)

    objects = AlertMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail aan een volger")
        verbose_name_plural = _("mails aan volgers")
        indexes = [
            models.Index(fields=["state", "not_before", "id"], name="alert_mail_by_turn"),
            models.Index(fields=["subscriber", "kind", "created_at"], name="alert_mail_by_address"),
        ]

    def __str__(self) -> str:
        return self.name


class AlertMailLine(models.Model):
    """What a mail tells, and for which subscription; the database lets nothing be told twice.

    `dropped`: when the mail went out the record was no longer public, so that it was not told.
    """

    mail = models.ForeignKey(AlertMail, on_delete=models.CASCADE, related_name="lines")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AlertItem, on_delete=models.CASCADE, related_name="lines")
    dropped = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("regel van een mail")
        verbose_name_plural = _("regels van mails")
        constraints = [models.UniqueConstraint(fields=["subscription", "item"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.mail_id}: {self.item_id}"
