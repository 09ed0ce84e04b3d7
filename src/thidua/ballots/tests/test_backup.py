"""A backup made while a ballot is open: the sealed envelopes, and no key to them."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from thidua.ballots import keys
from thidua.ballots.tests import factories as f
from thidua.config.backup import DUMP, MANIFEST, backup
from thidua.orgs.tests.factories import hospital

DEFAULT = Path(django_settings.THIDUA_BALLOT_KEYS)


def test_keys_lie_beside_the_files_that_are_backed_up() -> None:
    files = Path(django_settings.MEDIA_ROOT)
    assert files.parent / "ballot-keys" == DEFAULT


@pytest.mark.django_db(transaction=True)
def test_a_backup_mid_vote_leaves_the_key_out(tmp_path: Path, settings: Any) -> None:
    settings.THIDUA_BALLOT_KEYS = tmp_path / "data" / "ballot-keys"
    files = tmp_path / "data" / "files"
    files.mkdir(parents=True)
    (files / "anh.jpg").write_bytes(b"x")
    h = hospital()
    ballot = f.voted(h, ("agree", "agree"), ("disagree", "agree"), ("agree", "blank"))
    private = keys.path_of(ballot.public_key).read_bytes()
    given = conninfo_to_dict(os.environ["DATABASE_URL"])
    url = make_conninfo(**{**given, "dbname": connection.settings_dict["NAME"]})

    made = backup(url=url, files=files, target=tmp_path / "sao-luu.zip")

    assert made.tables[f"ballots_envelope_{ballot.pk}"].rows == 3
    with zipfile.ZipFile(tmp_path / "sao-luu.zip") as archive:
        assert sorted(archive.namelist()) == [DUMP, "files/anh.jpg", MANIFEST]
        assert json.loads(archive.read(MANIFEST))["tables"].keys() == made.tables.keys()
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert private not in whole
    assert private.hex().encode() not in whole
    f.closed(h, ballot)
