"""A partner's side without an installation: a key of its own that signs parcels for us."""

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.test import override_settings

from thidua.exchange import identity, wrapping
from thidua.exchange.wrapping import Party


@dataclass
class Sender:
    """Another installation, as far as its parcels go."""

    name: str = "Sở Y tế Sông Thao"
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp()))

    def _as_oneself(self) -> Any:
        return override_settings(THIDUA_EXCHANGE_KEY=self.folder / "exchange.key")

    @property
    def key(self) -> str:
        with self._as_oneself():
            return identity.own_key()

    @property
    def card(self) -> str:
        with self._as_oneself():
            return identity.card(self.name)

    def parcel(
        self, kind: str, data: Any, *, key: UUID | None = None, reply_to: UUID | None = None,
        files: dict[str, bytes] | None = None, title: str = "Gói của bên kia",
    ) -> bytes:  # fmt: skip
        """A signed parcel for the installation that is running."""
        receiver = Party(name="Bệnh viện Quân y Sông Thao", key=identity.own_key())
        sender = Party(name=self.name, key=self.key)
        with self._as_oneself():
            return wrapping.wrap(
                kind=kind, key=key or uuid4(), sender=sender, receiver=receiver, data=data,
                made_at=datetime(2025, 12, 22, tzinfo=UTC), title=title, files=files or {},
                reply_to=reply_to,
            )  # fmt: skip
