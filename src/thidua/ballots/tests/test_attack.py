"""Everything that is left of a closed ballot, in the hands of somebody who wants to know.

The attacker has every table with its system columns as superuser, the write-ahead log, the
database's own files, the logs of server and requests, a backup taken mid-vote, the data folder.
"""

import base64
import logging
import os
import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test import Client
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from thidua.ballots import keys, queries, rules
from thidua.ballots.actions.casting import sealed_for
from thidua.ballots.models import Ballot, Envelope, Voter
from thidua.ballots.tests import factories as f
from thidua.config.embedded import SUPERUSER
from thidua.config.place import client_program
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db(transaction=True)

PAPERS = [
    ("agree", "agree"), ("disagree", "agree"), ("agree", "disagree"), ("blank", "agree"),
    ("disagree", "disagree"), ("agree", "blank"), ("agree", "agree"), ("disagree", "blank"),
    ("agree", "disagree"), ("blank", "disagree"),
]  # fmt: skip
FORM_VALUE = {"agree": "agree", "disagree": "disagree", "blank": ""}


@dataclass
class Loot:
    """What the vote has left behind, and what only this test knows: how each one marked."""

    ballot: Ballot
    voters: list[Any]
    papers: list[tuple[str, str]]
    codes: list[str] = field(default_factory=list)
    private: bytes = b""
    dump: bytes = b""
    envelopes: list[tuple[int, bytes]] = field(default_factory=list)
    wal: bytes = b""
    records: str = ""
    files: bytes = b""
    logs: bytes = b""


@pytest.fixture(autouse=True)
def key_folder(tmp_path: Path, settings: Any) -> Path:
    settings.THIDUA_BALLOT_KEYS = tmp_path / "ballot-keys"
    return tmp_path / "ballot-keys"


@pytest.fixture
def superuser() -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(address(user=SUPERUSER), autocommit=True) as found:
        yield found


def address(**more: str) -> str:
    given = conninfo_to_dict(os.environ["DATABASE_URL"])
    return make_conninfo(**{**given, "dbname": connection.settings_dict["NAME"], **more})


def vote(client: Client, ballot: Ballot, paper: tuple[str, str]) -> str:
    """Through the page, as people do; answers the receipt that the page then shows."""
    url = f"/bo-phieu-kin/{ballot.pk}/"
    found = re.search(r'name="code" value="([^"]+)"', client.get(url).content.decode())
    assert found is not None
    given = {f"m{place}": FORM_VALUE[mark] for place, mark in enumerate(paper)}
    if set(paper) == {"blank"}:
        given["empty"] = "on"
    answer = client.post(url, {"code": found[1], **given}).content.decode()
    shown = re.search(r"<output>([A-Z2-9 ]+)</output>", answer)
    assert shown is not None
    return shown[1].replace(" ", "")


def one(superuser: psycopg.Connection[Any], query: str) -> Any:
    row = superuser.execute(query).fetchone()  # type: ignore[arg-type] # fixed texts
    assert row is not None
    return row[0]


def hold_a_vote(
    h: Hospital, superuser: psycopg.Connection[Any], papers: list[tuple[str, str]], log: Any
) -> Loot:
    """Ten people vote over HTTP; half-way somebody makes a backup; then it is counted."""
    log.set_level(logging.DEBUG)
    superuser.execute("CHECKPOINT")
    start = one(superuser, "SELECT pg_current_wal_lsn()")
    voters = f.voters_of(h, len(papers))
    loot = Loot(f.opened(h, voters), voters, papers)
    loot.private = keys.path_of(loot.ballot.public_key).read_bytes()
    for number, (person, paper) in enumerate(zip(voters, papers, strict=True)):
        client = Client()
        client.force_login(person.user)
        loot.codes.append(vote(client, loot.ballot, paper))
        if number == len(papers) // 2:
            superuser.execute("SELECT pg_switch_wal()")
        if number == len(papers) - 2:
            dump = [str(client_program("pg_dump")), "--dbname", address()]
            loot.dump = subprocess.run(dump, check=True, capture_output=True).stdout
            loot.envelopes = [
                (each.voter_id, bytes(each.sealed)) for each in Envelope.objects.order_by("voter")
            ]
    loot.ballot = f.closed(h, loot.ballot)
    superuser.execute("CHECKPOINT")
    end = one(superuser, "SELECT pg_current_wal_lsn()")
    _take_what_is_left(superuser, loot, start, end)
    loot.logs = log.text.encode()
    return loot


def _take_what_is_left(
    superuser: psycopg.Connection[Any], loot: Loot, start: str, end: str
) -> None:
    data = Path(one(superuser, "SHOW data_directory"))
    first = one(superuser, f"SELECT pg_walfile_name('{start}')")
    segments = sorted(
        path for path in (data / "pg_wal").iterdir() if path.is_file() and path.name >= first
    )
    loot.wal = b"".join(path.read_bytes() for path in segments)
    walk = [
        str(client_program("pg_waldump")), "--path", str(data / "pg_wal"), "--start", start,
        "--end", end,
    ]  # fmt: skip
    loot.records = subprocess.run(walk, check=True, capture_output=True, text=True).stdout
    own = one(superuser, "SELECT oid FROM pg_database WHERE datname = current_database()")
    folders = [data / "base" / str(own), Path(django_settings.MEDIA_ROOT).parent]
    folders.append(Path(django_settings.THIDUA_BALLOT_KEYS))
    loot.files = b"".join(
        path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()
    )
    loot.files += b"".join(path.read_bytes() for path in data.parent.glob("*.log"))


def rows(superuser: psycopg.Connection[Any], columns: str, rest: str) -> list[tuple[Any, ...]]:
    query = f"SELECT t.xmin::text, t.cmin::text, t.ctid::text, {columns} FROM {rest}"
    return superuser.execute(query).fetchall()  # type: ignore[arg-type] # fixed texts


def narrowed(naming: list[tuple[Any, ...]], marks: list[tuple[Any, ...]]) -> int:
    """For how many voters a shared transaction leaves but one kind of mark."""
    found = 0
    for voter in naming:
        beside = [mark[3] for mark in marks if mark[0] == voter[0]]
        found += bool(beside) and len(beside) < len(marks) and len(set(beside)) == 1
    return found


def test_the_join_works_where_votes_lie_in_a_table_of_their_own(
    superuser: psycopg.Connection[Any],
) -> None:
    """Two tables without a common key, as many do it: this attack takes them all."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_roll (voter int)")
        cursor.execute("CREATE TABLE naive_box (mark text)")
        for number in range(40):
            with transaction.atomic():
                cursor.execute("INSERT INTO naive_roll VALUES (%s)", [number])
                mark = random.choice(["agree", "disagree"])
                cursor.execute("INSERT INTO naive_box VALUES (%s)", [mark])
        try:
            naming = rows(superuser, "voter", "naive_roll t")
            assert narrowed(naming, rows(superuser, "mark", "naive_box t")) == 40
        finally:
            cursor.execute("DROP TABLE naive_roll, naive_box")


def naming_rows(superuser: psycopg.Connection[Any], ballot: Ballot) -> list[tuple[Any, ...]]:
    """Every row that tells of a voter: roll, trail, sessions, security log."""
    return [
        *rows(superuser, "person_id", f"ballots_voter t WHERE ballot_id = {ballot.pk} ORDER BY id"),
        *rows(superuser, "actor_id", "core_auditentry t WHERE action = 'ballots.ballot.cast'"),
        *rows(superuser, "session_key", "django_session t"),
        *rows(superuser, "actor_id", "core_securityevent t"),
    ]


def published_rows(superuser: psycopg.Connection[Any], ballot: Ballot) -> list[tuple[Any, ...]]:
    marks = (
        f"ballots_mark t JOIN ballots_item i ON i.id = t.item_id WHERE i.ballot_id = {ballot.pk}"
    )
    return rows(superuser, "i.key || t.choice", f"{marks} ORDER BY t.id")


def test_nothing_that_is_left_joins_voter_and_marks(
    superuser: psycopg.Connection[Any], caplog: Any
) -> None:
    loot = hold_a_vote(hospital(), superuser, PAPERS, caplog)
    marks = published_rows(superuser, loot.ballot)
    roll = naming_rows(superuser, loot.ballot)[: len(PAPERS)]
    codes = rows(
        superuser, "code", f"ballots_receipt t WHERE ballot_id = {loot.ballot.pk} ORDER BY id"
    )

    assert narrowed(naming_rows(superuser, loot.ballot), marks) == 0
    # One transaction wrote them all, and each list lies in the order of its own contents.
    assert len({row[0] for row in (*marks, *roll, *codes)}) == 1
    assert [row[3] for row in marks] == sorted(row[3] for row in marks)
    assert [row[3] for row in codes] == sorted(loot.codes)
    assert queries.recount(loot.ballot) == []
    # No row of either list was written before the count: the log knows one transaction of them.
    writers = {
        relation: {
            found[1]
            for found in re.finditer(
                rf"rmgr: Heap .*?tx:\s*(\d+).*?INSERT.*?rel \d+/\d+/{relation}\b", loot.records
            )
        }
        for relation in (
            one(superuser, f"SELECT pg_relation_filenode('{table}')")
            for table in ("ballots_mark", "ballots_receipt")
        )
    }
    assert {len(each) for each in writers.values()} <= {0, 1}
    assert set().union(*writers.values()) <= {marks[0][0]}


def place(row: tuple[Any, ...]) -> list[int]:
    """The page and line at which a row lies."""
    return [int(number) for number in row[2].strip("()").split(",")]


def traces(superuser: psycopg.Connection[Any], loot: Loot) -> dict[str, Any]:
    """What is left, without what chance alone made: keys, codes, absolute numbers."""

    def places(found: list[tuple[Any, ...]]) -> list[tuple[int, int]]:
        xids = sorted({row[0] for row in found}, key=int)
        ordered = sorted(place(row) for row in found)
        return [(xids.index(row[0]), ordered.index(place(row))) for row in found]

    marks = published_rows(superuser, loot.ballot)
    start = loot.ballot.voters.order_by("id").values_list("id", flat=True)[0]
    return {
        "marks": (places(marks), [row[3] for row in marks]),
        "roll": places(naming_rows(superuser, loot.ballot)[: len(PAPERS)]),
        "voted": list(loot.ballot.voters.order_by("id").values_list("voted", flat=True)),
        "backup": [(voter - start, len(sealed)) for voter, sealed in loot.envelopes],
        "counts": queries.tallies_of(loot.ballot),
        "valid": (loot.ballot.collected, loot.ballot.valid),
    }


def test_marks_exchanged_between_voters_leave_the_same_traces(
    superuser: psycopg.Connection[Any], caplog: Any
) -> None:
    """Ten ballots, then the same ten in other hands: whoever reads both sees no difference."""
    h = hospital()
    first = traces(superuser, hold_a_vote(h, superuser, PAPERS, caplog))
    shuffled = random.sample(PAPERS, len(PAPERS))
    second = traces(superuser, hold_a_vote(h, superuser, shuffled, caplog))
    assert first == second


def test_neither_the_key_nor_an_opened_ballot_is_anywhere(
    superuser: psycopg.Connection[Any], caplog: Any
) -> None:
    loot = hold_a_vote(hospital(), superuser, PAPERS, caplog)
    left = {
        "backup": loot.dump, "log": loot.wal, "files": loot.files, "logs": loot.logs,
        "tables": str(
            [superuser.execute(f"SELECT t::text FROM {name} t").fetchall() for name in (
                "core_auditentry", "core_securityevent", "django_session", "procrastinate_jobs",
                "ballots_ballot", "ballots_voter", "cache",
            )]
        ).encode(),
    }  # fmt: skip
    packed = [rules.pack(code, paper) for code, paper in zip(loot.codes, loot.papers, strict=True)]
    secrets = [loot.private, loot.private.hex().encode(), base64.b64encode(loot.private), *packed]
    found = [
        (name, number)
        for name, content in left.items()
        for number, secret in enumerate(secrets)
        if secret in content
    ]
    assert found == []
    assert [code for code in loot.codes if code.encode() in loot.dump + loot.logs] == []
    # The backup does hold the sealed ballots: what keeps them shut is that the key is gone.
    assert [sealed.hex().encode() in loot.dump for _voter, sealed in loot.envelopes] == [True] * 9
    assert not keys.path_of(loot.ballot.public_key).exists()
    assert one(superuser, "SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = inhrelid "
               "WHERE inhparent = 'ballots_envelope'::regclass") == 0  # fmt: skip


def test_who_had_copied_the_key_while_it_was_open_reads_everything(
    superuser: psycopg.Connection[Any], caplog: Any, key_folder: Path
) -> None:
    """What is not promised: the host's root, who copies key and backup mid-vote."""
    loot = hold_a_vote(hospital(), superuser, PAPERS, caplog)
    (key_folder / f"{loot.ballot.public_key}.key").write_bytes(loot.private)
    opened = keys.opener(loot.ballot.public_key)
    read = [
        rules.unpack(opened(sealed, sealed_for(Voter(pk=voter, ballot=loot.ballot))), 2)[1]
        for voter, sealed in loot.envelopes
    ]
    assert read == loot.papers[:9]
