"""How gunicorn serves the site: `gunicorn --config python:agenda_tracker.gunicorn`. docs/operate.md tells when to change what."""

import ctypes
import gc
import runpy
from pathlib import Path
from typing import Any

# Read apart from the workers, which read them themselves: a reload starts them with new code and settings.
_settings = runpy.run_path(str(Path(__file__).with_name("settings.py")))

wsgi_app = "agenda_tracker.wsgi"
bind = _settings["BIND"]
worker_class = "agenda_tracker.worker.Worker"
workers = _settings["WORKERS"]
threads = _settings["THREADS"]

# Who waits longer than half a second at the full speed of a small server is better told so by the proxy.
backlog = 512
# Longer than a proxy keeps an idle connection, so that it never sends a request into one that is being closed.
keepalive = 75
# A worker whose main thread is stuck is replaced; a request that takes long is not what this looks at.
timeout = 30
# What runs when the server stops may end: a letter that is being read, a table that is being taken away.
graceful_timeout = 30
# The longest address that the site makes: a selection with every filter and all words.
limit_request_line = 8190
# Who the visitor is and whether https is used, Django takes from the proxy (AGENDAVOLGER_BEHIND_PROXY); nobody tells gunicorn.
forwarded_allow_ips = ""
# No way to steer the server but signals.
control_socket_disable = True

# The memory of glibc: threads share two heaps, instead of leaving room unused in a heap each (`mallopt(3)`, M_ARENA_MAX).
if hasattr(ctypes.CDLL(None), "mallopt"):
    ctypes.CDLL(None).mallopt(-8, 2)


def post_worker_init(_worker: Any) -> None:
    """Code, models and settings live as long as the worker: they are not looked through for garbage again and again.

    What one answer makes is some ten thousand objects, nearly all of which go by themselves.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
