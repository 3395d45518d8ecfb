"""Reading in a process of its own: the same reading, bounds that hold, one sentence for whatever goes wrong."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from agenda_tracker.letters import (
    FormationData,
    LetterReading,
    UnreadableLetter,
    extract,
    known_formations,
    read_letter,
)
from agenda_tracker.letters import apart as reading_apart
from agenda_tracker.letters.apart import Reader, read_apart
from agenda_tracker.letters.codec import from_plain, to_plain

from .gold import SAMPLES

LETTER = (SAMPLES / "fictief-navo-fmm.txt").read_bytes()
PASTE = "kopieer de tekst van de brief en plak die."
BODIES = (FormationData("overig", "Vergadering van fictieve tuinlieden", "VFT", (), "tuinlieden"),)


def hostile(monkeypatch, action):
    """Let every file that is read apart from now on do this, written as the body of a function of `data` and `name`."""
    start = (
        "import sys, os, time, signal, resource; sys.path[:0] = sys.argv[1:]\n"
        "from agenda_tracker.letters import worker\n"
        "from agenda_tracker.letters.document import UnreadableLetter\n"
        f"def action(data, name):\n    {action}\n"
        "worker.extract = action\n"
        "worker.main()\n"
    )
    monkeypatch.setattr(reading_apart, "START", start)


def said(name="x.txt", data=b"x", read=read_apart):
    with pytest.raises(UnreadableLetter) as caught:
        read(data, name)
    return str(caught.value)


def test_reading_apart_is_the_same_reading():
    assert read_apart(LETTER, "brief.txt") == read_letter(extract(LETTER))


def test_formations_of_the_caller_are_used():
    text = LETTER.decode().replace("NAVO-ministers van Buitenlandse Zaken", BODIES[0].name).encode()
    assert read_apart(text, formations=BODIES) == read_letter(extract(text), formations=BODIES)
    assert read_apart(text, formations=BODIES) != read_letter(extract(text))


def test_every_record_survives_the_way_through_json():
    reading = read_letter(extract(LETTER))
    assert all((reading.meetings, reading.sections, reading.footnotes, reading.positions, reading.signatories))
    odd = replace(reading, subject="\ud800 \x00 \U0001f600", letter_date=None)
    for one in (reading, odd):
        assert from_plain(LetterReading, json.loads(json.dumps(to_plain(one)))) == one
    for body in known_formations():
        assert from_plain(FormationData, json.loads(json.dumps(to_plain(body)))) == body


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain | {"subject": 5},
        lambda plain: plain | {"letter_date": "gisteren"},
        lambda plain: plain | {"meetings": [{}]},
        lambda plain: plain | {"sections": {}},
        lambda plain: {},
    ],
)
def test_an_answer_of_another_shape_is_refused(spoil):
    plain = to_plain(read_letter(extract(LETTER)))
    with pytest.raises((TypeError, ValueError, KeyError)):
        from_plain(LetterReading, spoil(plain))


def test_a_refusal_of_the_child_arrives_word_for_word():
    assert said("leeg.txt", b" ") == "Het bestand leeg.txt is leeg; kies een bestand met de tekst van de brief."


def test_one_child_reads_many_files_each_in_a_fork(monkeypatch):
    hostile(monkeypatch, "raise UnreadableLetter(f'{os.getpid()} {os.getppid()}')")
    with Reader() as reader:
        answers = [said(read=reader.read).split() for _ in range(3)]
    assert (len({fork for fork, _ in answers}), len({child for _, child in answers})) == (3, 1)


ENDS = {
    "sleeps": ("time.sleep(60)", f"kan niet binnen {reading_apart.SECONDS:.0f} seconden worden gelezen; {PASTE}"),
    "counts": ("while True: pass", f"kan niet binnen {reading_apart.SECONDS:.0f} seconden worden gelezen; {PASTE}"),
    "trickles": (
        "\n    while True: os.write(3, b'x'), time.sleep(0.05)",
        f"kan niet binnen {reading_apart.SECONDS:.0f} seconden worden gelezen; {PASTE}",
    ),
    "hoards": ("return bytearray(2 << 30)", f"vraagt te veel geheugen om te worden gelezen; {PASTE}"),
    "hoards and aborts": (
        "\n    kept = b'x' * (600 << 20)\n    os.abort()",
        f"vraagt te veel geheugen om te worden gelezen; {PASTE}",
    ),
    "hoards and says nothing": (
        "\n    kept = b'x' * (700 << 20)\n    raise UnreadableLetter('Niets te zien.')",
        f"vraagt te veel geheugen om te worden gelezen; {PASTE}",
    ),
    "aborts": ("os.abort()", f"is beschadigd of zo ongewoon dat het lezen ervan vastloopt; {PASTE}"),
    "crashes": (
        "os.kill(os.getpid(), signal.SIGSEGV)",
        f"is beschadigd of zo ongewoon dat het lezen ervan vastloopt; {PASTE}",
    ),
    "ends all": (
        "os.kill(os.getppid(), signal.SIGKILL); os._exit(0)",
        f"is beschadigd of zo ongewoon dat het lezen ervan vastloopt; {PASTE}",
    ),
    "floods": (
        "\n    while True: os.write(3, b'x' * 65536)",
        f"bevat te veel tekst voor een brief; {PASTE}",
    ),
    "fault": (
        "return 1 / 0",
        f"is door een fout in Agendavolger niet gelezen; meld dit aan de beheerder, of {PASTE}",
    ),
    "lies": (
        "\n    os.write(3, b'{\"reading\": {}}\\n{\"exit\": 0, \"signal\": 0, \"peak\": 1}\\n')\n    time.sleep(60)",
        f"is door een fout in Agendavolger niet gelezen; meld dit aan de beheerder, of {PASTE}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
def test_whatever_a_file_does_ends_in_a_sentence_and_the_next_is_read(monkeypatch, caplog, name):
    action, sentence = ENDS[name]
    monkeypatch.setattr(reading_apart, "SECONDS", 60.0)
    with Reader() as reader:
        with monkeypatch.context() as during:
            # A busy machine takes its time; only what never ends is stopped by the clock.
            if "seconden" in sentence:
                during.setattr(reading_apart, "SECONDS", 2.0)
            hostile(during, action)
            told = said(read=reader.read)
        assert told == f"Het bestand x.txt {sentence}"
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        reader.close()
        assert reader.read(LETTER).kind == "annotated_agenda"


def test_the_operator_gets_the_traceback_and_the_user_does_not(monkeypatch, caplog):
    hostile(monkeypatch, "return 1 / 0")
    assert "ZeroDivision" not in said()
    assert "ZeroDivisionError" in caplog.text


def test_the_child_is_bounded_and_knows_nothing_of_its_parent(monkeypatch, tmp_path):
    """No environment, no open files, no core dump, no growing file; memory and time within bounds."""
    asked = "AS CPU FSIZE CORE NOFILE NPROC"
    names = ", ".join(f"resource.getrlimit(resource.RLIMIT_{name})[0]" for name in asked.split())
    hostile(
        monkeypatch,
        f"raise UnreadableLetter(repr(([{names}], dict(os.environ), os.getcwd(), sorted(os.listdir('/proc/self/fd')))))",
    )
    with (tmp_path / "open").open("w") as held:
        os.set_inheritable(held.fileno(), True)
        bounds, environment, folder, files = eval(said())
    assert bounds == [900 << 20, 9, 0, 0, 32, 0]
    assert {name for name in environment if name != "LC_CTYPE"} == set()  # Python sets that one itself
    assert folder == "/"
    assert len(files) <= 5  # in, out, errors, the answer, and the listing itself


def test_the_child_writes_nothing(monkeypatch, tmp_path):
    path = tmp_path / "gift"
    hostile(monkeypatch, f"open({str(path)!r}, 'w').write('x')")
    said()
    assert path.stat().st_size == 0


def test_a_library_that_prints_does_not_disturb_the_answer(monkeypatch):
    hostile(monkeypatch, "print('hallo', flush=True); os.write(1, b'hallo'); raise UnreadableLetter('Zo.')")
    assert said() == "Zo."


def running(group):
    """How many processes of this group there are, zombies left out."""
    states = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()  # state, parent, group, …
            states.append((int(fields[2]), fields[0]))
    return sum(1 for number, state in states if number == group and state != "Z")


def gone(group, seconds):
    end = time.monotonic() + seconds
    while running(group) and time.monotonic() < end:
        time.sleep(0.05)
    return not running(group)


def test_nothing_is_left_running_after_time_is_up(monkeypatch):
    monkeypatch.setattr(reading_apart, "SECONDS", 8.0)
    hostile(monkeypatch, "time.sleep(60)")
    with Reader() as reader:
        reading = threading.Thread(target=lambda: said(read=reader.read))
        reading.start()
        while reading.is_alive() and not (reader._child and running(reader._child.pid) == 2):
            time.sleep(0.05)
        child = reader._child.pid
        assert running(child) == 2
        reading.join()
        assert gone(child, 2)


def test_children_of_a_killed_parent_end_by_themselves():
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from agenda_tracker.letters import apart\n"
        "apart.SECONDS = 1.0\n"
        "apart.START = apart.START.replace('main()', '') + 'import time; from agenda_tracker.letters import worker; '"
        " 'worker.extract = lambda data, name: time.sleep(60); worker.main()'\n"
        "start = apart._start\n"
        "def told():\n    child = start()\n    print(child.pid, flush=True)\n    return child\n"
        "apart._start = told\n"
        "apart.read_apart(b'x')\n"
    )
    root = str(Path(__file__).resolve().parents[2])
    with subprocess.Popen([sys.executable, "-c", program, root], stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        time.sleep(0.6)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert gone([child], 4)


def test_it_works_from_any_folder_and_from_threads(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    kinds = []
    threads = [threading.Thread(target=lambda: kinds.append(read_apart(LETTER).kind)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kinds == ["annotated_agenda"] * 4


def test_more_than_two_at_once_wait_and_are_told_when_it_takes_too_long(monkeypatch):
    monkeypatch.setattr(reading_apart, "SECONDS", 3.0)
    monkeypatch.setattr(reading_apart, "LONGEST_WAIT", 0.2)
    hostile(monkeypatch, "time.sleep(60)")
    threads = [threading.Thread(target=lambda: said()) for _ in range(reading_apart.AT_ONCE)]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    assert said("derde.txt") == (
        "Het bestand derde.txt is nog niet gelezen, omdat er te veel bestanden tegelijk worden gelezen; "
        "probeer het over een minuut opnieuw."
    )
    assert all(thread.is_alive() for thread in threads)  # the third was told while the others were still at it
    for thread in threads:
        thread.join()
    monkeypatch.undo()
    assert read_apart(LETTER).kind == "annotated_agenda"


def test_the_worker_can_be_started_by_hand():
    order = json.dumps({"name": "", "formations": None, "seconds": 5, "size": len(LETTER)}).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-m", "agenda_tracker.letters.worker"],
        input=order + LETTER,
        capture_output=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    answer, end, rest = done.stdout.split(b"\n")
    assert (list(json.loads(answer)), json.loads(end)["exit"], rest, done.returncode) == (["reading"], 0, b"", 0)
