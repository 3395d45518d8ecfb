"""The open API: the public records as JSON, read-only, by the NLGov REST API Design Rules 2.x."""

# Semantic versioning: `docs/api.md` says what counts as which change.
VERSION = "1.0.0"
