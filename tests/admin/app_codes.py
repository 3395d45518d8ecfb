"""The codes that a clerk's app shows, as a second factor."""

import time

from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import app_settings


def code_for(secret: str, good_for: float = 2) -> str:
    """The code of this moment; near the end of its half minute the next one is waited for, so it stays good so many seconds."""
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left < good_for:
        time.sleep(left)
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))
