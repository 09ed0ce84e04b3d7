"""As many invented people as are asked for, with three years of records, made in the database."""

from typing import Any

DAY_OF_JUDGING = "2025-12-22"
PER_UNIT = 25
# Every statement makes one row (or none) for each number of `series`; shares are by remainders.
STATEMENTS = (
    """INSERT INTO orgs_unit (name, short_name, kind, line, ownership, code, path, parent_id,
           managing_body, is_legal_entity, place, valid_from, sort_key, folded, is_veiled)
       SELECT 'Khoa số ' || n, '', 'department', 'government', '', 'BK' || n, '', %(top)s, '',
           FALSE, '', DATE '2015-01-01', 'khoa ' || n, 'khoa so ' || n, FALSE
       FROM generate_series(1, %(units)s) n""",
    "UPDATE orgs_unit SET path = %(path)s || id || '/' WHERE path = ''",
    """INSERT INTO orgs_person (code, full_name, sex, phone, email, is_outside, audit_salt,
           sort_key, folded)
       SELECT 'BM' || lpad(n::text, 6, '0'), 'Người Thứ ' || n, '', '', '', FALSE, md5(n::text),
           'nguoi ' || lpad(n::text, 6, '0'), 'nguoi thu ' || n || ' bm' || n
       FROM generate_series(1, %(people)s) n""",
    """INSERT INTO orgs_membership (person_id, unit_id, kind, contract, valid_from, valid_to)
       SELECT p.id, u.id, 'home', CASE WHEN p.n %% 5 = 0 THEN 'fixed_term' ELSE 'permanent' END,
           CASE WHEN p.n %% 50 = 0 THEN DATE '2025-08-01' ELSE DATE '2018-03-01' END, NULL
       FROM (SELECT id, row_number() OVER (ORDER BY id) n FROM orgs_person
             WHERE code LIKE 'BM%%') p
       JOIN (SELECT id, row_number() OVER (ORDER BY id) m FROM orgs_unit
             WHERE code LIKE 'BK%%' AND parent_id = %(top)s) u
         ON u.m = 1 + (p.n - 1) / %(per_unit)s""",
    """INSERT INTO awards_rating (person_id, year, level, basis, is_provisional)
       SELECT id, year, (ARRAY['excellent', 'good', 'good', 'completed'])[1 + (id + year) %% 4],
           'TB ' || year, FALSE
       FROM orgs_person, generate_series(2023, 2025) year
       WHERE code LIKE 'BM%%' AND (id + year) %% 11 <> 0""",
    """INSERT INTO awards_honour (person_id, award, year, line, achievement, decision_reference,
           decided_on, decided_by, prize_note, way, level, category, brought_from)
       SELECT id, award, year, 'government', '', year || '/QĐ-BV', make_date(year, 12, 25),
           'Giám đốc', '', 'merit', '', '', ''
       FROM orgs_person, generate_series(2023, 2025) year, unnest(ARRAY['LDTT', 'CSTDCS']) award
       WHERE code LIKE 'BM%%' AND (id + CASE award WHEN 'LDTT' THEN 0 ELSE year END) %% 4 <> 0""",
    """INSERT INTO movements_registrant (registration_id, person_id, awards)
       SELECT %(registration)s, id, '["LDTT", "CSTDCS", "CSTDBT"]'::jsonb
       FROM orgs_person WHERE code LIKE 'BM%%' AND id %% 7 <> 0""",
)  # fmt: skip


def people(count: int) -> Any:
    """A hospital with so many people more, their ratings, honours and registrations."""
    from django.db import connection

    from thidua.awards.tests.factories import scene
    from thidua.movements.models import Registration

    at = scene()
    given = {
        "people": count, "units": -(-count // PER_UNIT), "per_unit": PER_UNIT,
        "top": at.house.hospital.pk, "path": at.house.hospital.path,
        "registration": Registration.objects.get(movement=at.movement).pk,
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement, given)
    _initiatives(at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return at


def _initiatives(at: Any) -> None:
    """One verified initiative of each third person."""
    from datetime import UTC, datetime

    from thidua.initiatives.models import Author, Initiative
    from thidua.orgs.models import Person

    sent = datetime(2025, 6, 1, 3, 0, tzinfo=UTC)
    keys = Person.objects.filter(code__startswith="BM").order_by("pk").values_list("pk", flat=True)
    every_third = list(keys)[::3]
    entries = Initiative.objects.bulk_create(
        (
            Initiative(
                unit=at.house.group, movement=at.movement, entered_by=at.house.member,
                title=f"Sáng kiến {key}", solution="Đổi thứ tự việc.", benefit="process",
                state="verified", created_at=sent, submitted_at=sent,
            ) for key in every_third
        ), batch_size=5000,
    )  # fmt: skip
    Author.objects.bulk_create(
        (
            Author(initiative=entry, person_id=key, share=100, order=0)
            for entry, key in zip(entries, every_third, strict=True)
        ),
        batch_size=5000,
    )
