"""What the audit chain costs 8 writers whose actions take 10 ms each."""

import threading
import time

from bench.stage import stage, tell

WRITERS = 8
ACTIONS = 60
ROUNDS = 4
UNCHAINED = """
CREATE FUNCTION bench_unchained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.previous_hash := repeat('0', 64);
    NEW.hash := encode(sha256(convert_to(NEW.content_hash || random()::text, 'UTF8')), 'hex');
    RETURN NEW;
END $$;
CREATE TRIGGER bench_unchained BEFORE INSERT ON core_auditentry
    FOR EACH ROW EXECUTE FUNCTION bench_unchained();
ALTER TABLE core_auditentry DISABLE TRIGGER bench_unchained;
"""


def main() -> None:
    with stage():
        from django.db import connection

        from thidua.core.action import SYSTEM, action
        from thidua.core.permit import anyone
        from thidua.orgs.tests.factories import UnitFactory

        units = [UnitFactory() for _ in range(WRITERS)]

        @action("bench.unit.work", "Đo", on="unit", permit=anyone)
        def work(*, actor, unit):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.01)")
            unit.short_name = str(time.monotonic_ns())[-12:]
            unit.save(update_fields=["short_name"])

        with connection.cursor() as cursor:
            cursor.execute(UNCHAINED)

        def chain(*, on: bool) -> None:
            """With the chain off, entries are stored as they come, each under a hash of its own."""
            names = ("core_auditentry_chained", "bench_unchained")
            off, up = reversed(names) if on else names
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE core_auditentry DISABLE TRIGGER {off}")
                cursor.execute(f"ALTER TABLE core_auditentry ENABLE TRIGGER {up}")

        def seconds(*, chained: bool) -> float:
            chain(on=chained)

            def writer(unit):
                for _ in range(ACTIONS):
                    work(actor=SYSTEM, unit=unit)
                connection.close()

            threads = [threading.Thread(target=writer, args=(unit,)) for unit in units]
            start = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return time.perf_counter() - start

        seconds(chained=True)
        with_chain, without = [], []
        for _ in range(ROUNDS):
            without.append(seconds(chained=False))
            with_chain.append(seconds(chained=True))
        ours, reference = min(with_chain), min(without)
        tell(
            writers=WRITERS,
            actions=WRITERS * ACTIONS,
            seconds_unchained=reference,
            seconds_chained=ours,
            actions_per_second_chained=WRITERS * ACTIONS / ours,
            cost_of_the_chain_percent=100 * (ours / reference - 1),
        )


if __name__ == "__main__":
    main()
