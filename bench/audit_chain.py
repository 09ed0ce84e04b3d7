"""What the audit chain costs 8 writers whose actions take 10 ms each."""

import threading
import time

from bench.stage import stage, tell

WRITERS = 8
ACTIONS = 60
ROUNDS = 4


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

        def chain(*, on: bool) -> None:
            """With the chain off, entries are stored as they come, each under a hash of its own."""
            how = "ENABLE" if on else "DISABLE"
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE core_auditentry {how} TRIGGER core_auditentry_chained")

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
