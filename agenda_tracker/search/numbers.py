"""Numbers as Dutch prints them, alone and before a noun."""


def thousands(number: int) -> str:
    """`1.100`."""
    return f"{number:,}".replace(",", ".")


def counted(number: int, one: str, many: str) -> str:
    """`1 brief`, `1.100 brieven`."""
    return f"{thousands(number)} {one if number == 1 else many}"
