"""Numbers and amounts as Dutch prints them, alone and before a noun."""

from decimal import Decimal

from agenda_tracker.models.language import said

LARGE = ((Decimal(10) ** 9, "miljard"), (Decimal(10) ** 6, "miljoen"))


def thousands(number: int) -> str:
    """`1.100`."""
    return f"{number:,}".replace(",", ".")


def counted(number: int, one: str, many: str) -> str:
    """`1 brief`, `1.100 brieven`."""
    return f"{thousands(number)} {one if number == 1 else many}"


def decimals(number: Decimal) -> str:
    """`1.234.567`, `1,1`, `12,50`: Dutch marks, and no noughts that say nothing."""
    whole, _point, part = f"{number:f}".partition(".")
    part = part.rstrip("0")
    return thousands(int(whole)) + (f",{part}" if part else "")


def money(amount: Decimal | int | str | None) -> str:
    """`€ 300 miljoen`, `€ 1,1 miljard`, `€ 12.500`, `€ 12,50`: words where that loses nothing."""
    if amount is None:
        return ""
    amount = Decimal(amount)
    for unit, name in LARGE:
        if amount >= unit and (amount / unit * 100) % 1 == 0:
            return f"€\u00a0{decimals(amount / unit)}\u00a0{said(name)}"
    whole, _point, part = f"{amount:.2f}".partition(".")
    return f"€\u00a0{thousands(int(whole))}" + ("" if part == "00" else f",{part}")
