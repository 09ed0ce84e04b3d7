"""One world with its secrets for all tests of a process, undone afterwards."""

import importlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.leaks.pages import addresses, read, routes
from tests.leaks.planted import Planted, Secret
from tests.leaks.roles import NOBODY, take_places
from tests.support import world

# Every capability with pages tells in `tests/leaks.py`, by `planted(here)`, what it hides;
# `documents` last, for it opens the papers and files of all others.
TELLERS = sorted(
    (
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("thidua.") and find_spec(f"{config.name}.tests.leaks")
    ),
    key="documents".__eq__,
)


@dataclass(frozen=True)
class House:
    """The world's accounts by role, what is planted in it, and all its addresses."""

    accounts: dict[str, Any]
    planted: dict[str, Planted]
    secrets: list[Secret]
    addresses: list[str]

    def client(self, role: str) -> Client:
        client = Client()
        if role != NOBODY:
            client.force_login(self.accounts[role])
        return client

    def found_by(self, role: str) -> dict[str, list[str]]:
        """The secrets that a role finds, by name, with the addresses that tell them."""
        client = self.client(role)
        found: dict[str, list[str]] = {}
        for address in self.addresses:
            page = read(client, address)
            for secret in self.secrets:
                if secret.is_in(page):
                    found.setdefault(secret.name, []).append(address)
        return found


@pytest.fixture(scope="package")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setenv("THIDUA_TODAY", world.TODAY.isoformat())
        cache.clear()
        logging.disable()  # thousands of refusals are what is looked for here, not news
        yield furnish()
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


def furnish() -> House:
    here = world.build(size=5)
    accounts = take_places(here)
    here.launch().register().seat_council().propose(2).call_session().recommend().draft().issue()
    planted = {
        label: importlib.import_module(f"thidua.{label}.tests.leaks").planted(here)
        for label in TELLERS
    }
    return House(
        accounts,
        planted,
        [secret for told in planted.values() for secret in told.secrets],
        list(addresses(routes(), planted)),
    )
