"""Alerts by e-mail: what is followed, what happened to it, and the mails that tell so. `docs/alerts.md` explains the order."""
