"""Draws docs/papers anew, in a database of its own."""

import importlib
import os

from bench.stage import stage


def main() -> None:
    os.environ["THIDUA_TODAY"] = "2025-11-24"
    os.environ["THIDUA_URL"] = "https://thidua.example.vn"
    with stage():
        # What it draws is of Django's making, which only now is set up.
        importlib.import_module("tests.support.papers").write_gallery()


if __name__ == "__main__":
    main()
