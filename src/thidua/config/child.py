"""What runs in a child of `thidua serve`: the web server or the worker."""

from __future__ import annotations

import os
import runpy
import sys

import django
from django.core.management import call_command

from thidua.config.serving import end_with_parent


def run_worker() -> None:
    """Work off the queue until a signal says to end; what is at work is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    from thidua.core.task import resume_left  # noqa: PLC0415 - needs Django set up

    resume_left()
    call_command("procrastinate", "worker")


def main() -> None:
    end_with_parent()
    kind, *rest = sys.argv[1:]
    if kind == "worker":
        run_worker()
        return
    sys.argv = ["granian", *rest]
    runpy.run_module("granian", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
