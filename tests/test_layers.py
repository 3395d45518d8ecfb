"""Imports only point down: parsing knows no Django, and an anonymous request cannot reach the file parser."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "agenda_tracker"

# What each layer may import of the project.
BELOW: dict[str, set[str]] = {
    "citations": set(),
    "letters": {"citations"},
    "models": {"citations"},
    "search": {"citations", "models"},
    "official": {"citations"},
    "intake": {"citations", "letters", "models", "search", "official"},
    "sample": {"citations", "models", "search"},
    "admin": {"citations", "models", "search", "intake"},
    "integrity": {"citations", "models", "search", "intake"},
    "backup": {"models", "integrity"},
    "feeds": {"citations", "models", "search"},
    "alerts": {"citations", "models", "search", "feeds"},
    "api": {"citations", "models", "search"},
    "templatetags": {"citations", "models", "search"},
    "web": {"citations", "models", "search", "feeds", "alerts", "templatetags"},
}
PURE = {"citations", "letters", "official"}
FORBIDDEN_NAMES = {"utils", "helpers", "services", "common"}


def modules_of(layer: str) -> list[Path]:
    return sorted((PACKAGE / layer).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Absolute names of the modules a file imports, relative ones spelled out."""
    package = ["agenda_tracker", *path.relative_to(PACKAGE).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def layers_used(path: Path) -> set[str]:
    parts = [name.split(".") for name in imported(path) if name.startswith("agenda_tracker.")]
    return {names[1] for names in parts if names[1] in BELOW}


@pytest.mark.parametrize("layer", sorted(layer for layer in BELOW if (PACKAGE / layer).exists()))
def test_layer_imports_only_what_lies_below(layer):
    upward = {str(path.relative_to(PACKAGE)): layers_used(path) - BELOW[layer] - {layer} for path in modules_of(layer)}
    assert {name: found for name, found in upward.items() if found} == {}


@pytest.mark.parametrize("layer", sorted(PURE))
def test_pure_layer_imports_no_django(layer):
    django = {
        str(path.relative_to(PACKAGE)): {name for name in imported(path) if name.split(".")[0] == "django"}
        for path in modules_of(layer)
    }
    assert {name: found for name, found in django.items() if found} == {}


def test_every_package_is_a_known_layer():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages - set(BELOW) == {"management", "migrations"}


def test_no_module_is_named_for_a_pattern():
    assert [path for path in PACKAGE.rglob("*.py") if path.stem in FORBIDDEN_NAMES] == []


def test_across_packages_imports_are_absolute():
    """`from .` within a package, `from agenda_tracker.` across packages."""
    climbing = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level > 1
    ]
    assert climbing == []


def test_the_environment_is_read_in_settings_only():
    readers = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "os.environ" in path.read_text(encoding="utf-8")
    ]
    assert readers == ["settings.py", "wsgi.py"]


def test_the_site_starts_without_the_reader_of_letters():
    """Its rules take a sixth of that time, and memory in every process that serves pages."""
    start = "import sys, agenda_tracker.wsgi; print(sorted(name for name in sys.modules if '.letters.reading' in name))"
    read = "import agenda_tracker.letters; print(agenda_tracker.letters.read_letter('').kind)"
    told = subprocess.run([sys.executable, "-c", f"{start}; {read}"], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["[]", "other"]
