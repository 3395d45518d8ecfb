"""`make audit`: the pinned dependencies against the known vulnerabilities; says so when the data cannot be reached.

Ends with status 0 when all pins were looked up and none is vulnerable, 1 when one is, 2 when some could not be looked up.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SERVICES = ("pypi", "osv")


def looked_up(tool: str, service: str) -> list[dict[str, Any]]:
    """What pip-audit says of every pin; empty when it could not ask at all."""
    command = [tool, "--requirement", "constraints.txt", "--no-deps", "--disable-pip", "--format", "json"]
    ended = subprocess.run(
        [*command, "--vulnerability-service", service, "--progress-spinner", "off"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        found: list[dict[str, Any]] = json.loads(ended.stdout)["dependencies"]
        return found
    except (ValueError, KeyError):
        return []


def verdict(found: list[dict[str, Any]], service: str) -> tuple[int, str]:
    """The status, and what to print."""
    audited = [one for one in found if "vulns" in one]
    bad = [f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'nothing yet'}"
           for one in audited for flaw in one["vulns"]]  # fmt: skip
    unknown = [one["name"] for one in found if "vulns" not in one]
    if bad:
        return 1, "\n".join([f"{len(bad)} known vulnerabilities ({service}):", *bad])
    if not audited:
        return (
            2,
            f"NOT AUDITED: the list of vulnerabilities ({service}) cannot be reached from here; nothing was looked up.",
        )
    if unknown:
        return 2, f"{len(audited)} pins without known vulnerabilities ({service}); NOT AUDITED: {', '.join(unknown)}."
    return 0, f"{len(audited)} pins without known vulnerabilities ({service})."


def main() -> int:
    status = 2
    for service in SERVICES:
        status, said = verdict(looked_up(sys.argv[1], service), service)
        print(said)  # noqa: T201
        if status != 2:
            break
    return status


if __name__ == "__main__":
    sys.exit(main())
