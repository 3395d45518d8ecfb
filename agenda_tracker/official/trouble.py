"""What can go wrong with a source in the network: one Dutch sentence for a clerk, one line for the log."""


class Trouble(Exception):
    """`sentence` is for a clerk, `detail` for the log; `may_pass` says whether asking again later makes sense.

    `wait` is how many seconds the source asked to be left alone, 0 when it did not say.
    """

    may_pass = True

    def __init__(self, sentence: str, detail: str, wait: float = 0.0) -> None:
        super().__init__(f"{sentence} ({detail})")
        self.sentence, self.detail, self.wait = sentence, detail, wait


class TimedOut(Trouble):
    def __init__(self, host: str, detail: str) -> None:
        super().__init__(f"{host} antwoordt niet op tijd.", detail)


class Unreachable(Trouble):
    def __init__(self, host: str, detail: str, why: str = "is niet te bereiken") -> None:
        super().__init__(f"{host} {why}.", detail)


class Failing(Trouble):
    """`status`: the number of the answer, or the message of a search service that answered 200."""

    def __init__(self, host: str, status: int | str, detail: str) -> None:
        told = f"antwoord {status}" if isinstance(status, int) else status
        super().__init__(f"{host} heeft een storing ({told}).", detail)


class Busy(Trouble):
    """It asked to come back later, or our own turn with this host is further away than there is time."""

    def __init__(self, host: str, wait: float, detail: str) -> None:
        super().__init__(f"{host} vraagt later terug te komen.", detail, wait)


class Refused(Trouble):
    may_pass = False

    def __init__(self, host: str, status: int, detail: str) -> None:
        super().__init__(f"{host} weigert de vraag (antwoord {status}).", detail)


class NotThere(Trouble):
    """The address answered that there is nothing; a publication may still come."""

    def __init__(self, host: str, status: int, detail: str) -> None:
        super().__init__(f"{host} heeft dit niet (antwoord {status}).", detail)


class Truncated(Trouble):
    def __init__(self, host: str, detail: str) -> None:
        super().__init__(f"Het antwoord van {host} brak halverwege af.", detail)


class WrongType(Trouble):
    def __init__(self, host: str, got: str, detail: str) -> None:
        super().__init__(f"{host} stuurde {got} in plaats van de gevraagde gegevens.", detail)


class TooLarge(Trouble):
    may_pass = False

    def __init__(self, host: str, most_bytes: int, detail: str) -> None:
        megabytes = max(1, most_bytes // 1024 // 1024)
        super().__init__(f"Het antwoord van {host} is groter dan {megabytes} MB en is niet opgehaald.", detail)


class Redirected(Trouble):
    may_pass = False

    def __init__(self, host: str, where: str, detail: str) -> None:
        super().__init__(f"{host} verwijst door naar {where}; daar haalt Agendavolger niets op.", detail)


class Changed(Trouble):
    """The form of the answer is not the one known here: a matter for who maintains Agendavolger."""

    may_pass = False

    def __init__(self, host: str, lacks: str, detail: str) -> None:
        super().__init__(
            f"Het antwoord van {host} is anders dan Agendavolger kent ({lacks}); meld dit de beheerder.", detail
        )
