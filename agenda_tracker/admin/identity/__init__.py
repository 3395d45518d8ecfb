"""Log-in by the organisation's own provider (OpenID Connect): what it is asked, what is believed, and what that gives."""
