"""Two installations in one test: each with its own database, its own key, and the way between."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.test import override_settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

from thidua.exchange import actions, identity
from thidua.exchange.models import Partner
from thidua.orgs.tests.factories import SINCE


@dataclass(frozen=True)
class Installation:
    """A database and a key file; within `here()` everything happens in it."""

    database: str
    folder: Path

    @contextmanager
    def here(self) -> Iterator[None]:
        before = connection.settings_dict["NAME"]
        _turn_to(self.database)
        try:
            with override_settings(THIDUA_EXCHANGE_KEY=self.folder / "exchange.key"):
                yield
        finally:
            _turn_to(before)


def _turn_to(database: str) -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined] # of PostgreSQL
    connection.settings_dict["NAME"] = database


@contextmanager
def another(folder: Path) -> Iterator[Installation]:
    """A second installation beside that of the test, for as long as it is needed."""
    name = f"other_{uuid.uuid4().hex}"
    server = make_conninfo(os.environ["DATABASE_URL"], dbname="postgres")
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        try:
            yield Installation(name, folder)
        finally:
            link.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def befriend(actor: Any, unit: Any, card: str, **more: Any) -> Partner:
    """A partner whose fingerprint has been compared."""
    partner = actions.add_partner(actor=actor, unit=unit, card=card, **more)
    return actions.confirm_partner(
        actor=actor, partner=partner, fingerprint=identity.fingerprint(partner.key),
        how="Gọi điện số 0210 3999 888", on=SINCE,
    )  # fmt: skip
