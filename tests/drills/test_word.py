"""The briefing for Word is opened by LibreOffice, which tells how many pages it sees and what stands on them.

Part of `make drills`; skips where LibreOffice's writer (Debian's `libreoffice-writer-nogui`) is missing.
"""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.web.briefing_world import PROMISE, TANKS, TOLD_TANKS, make_briefing

pytestmark = pytest.mark.django_db


@pytest.fixture
def libreoffice():
    found = shutil.which("soffice") or shutil.which("libreoffice")
    has_writer = found and (Path(found).resolve().parent / "libswlo.so").exists()
    return found if has_writer else pytest.skip("LibreOffice's writer is missing; install libreoffice-writer-nogui")


def test_libreoffice_opens_the_briefing(client, libreoffice, tmp_path):
    make_briefing()
    (tmp_path / "briefing.docx").write_bytes(client.get("/vergaderingen/raad/briefing.docx").content)
    command = [libreoffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "briefing.docx")],
        capture_output=True,
        timeout=180,
        check=False,
    )
    assert (done.returncode, (tmp_path / "briefing.pdf").exists()) == (0, True), done.stderr.decode()
    with pypdfium2.PdfDocument(tmp_path / "briefing.pdf") as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    text = " ".join(" ".join(pages).split())
    assert [one for one in (TANKS, TOLD_TANKS, PROMISE) if one not in text] == []
    assert [f"pagina {number} van {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
