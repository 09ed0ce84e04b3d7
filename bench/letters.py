"""500 letters, from decision to one PDF with register entries, beside LibreOffice for as many."""

import time

from bench.reference import office
from bench.stage import stage, tell

LETTERS = 500


def main() -> None:
    with stage():
        from bench.world import DAY, recommended
        from thidua.awards import actions, tasks
        from thidua.awards.models import Decision, Honour
        from thidua.documents.models import Paper

        at = recommended(LETTERS)
        officer, director = at.house.officer, at.house.director
        type(at.round).objects.filter(pk=at.round.pk).update(state="in_council")
        at.round.refresh_from_db()
        decision = actions.draft_decision(
            actor=officer, round=at.round, award="GK", on=DAY, symbol="QĐ-BV"
        )
        actions.submit_decision(actor=officer, decision=decision)
        actions.sign_decision(actor=director, decision=decision, on=DAY)
        actions.number_decision(actor=officer, decision=decision, number=215, dated_on=DAY)

        class Quiet:
            def __call__(self, done: int, total: int) -> None: ...

            def finish(self, *, message: str = "", url: str = "") -> None: ...

        start = time.perf_counter()
        tasks.issue(Quiet(), actor_id=officer.pk, decision_id=decision.pk)
        ours = time.perf_counter() - start
        made = Decision.objects.get(pk=decision.pk)
        letters = Paper.objects.filter(kind="awards.letter").count()
        if (letters, Honour.objects.count(), made.letters is None) != (LETTERS, LETTERS, False):
            raise SystemExit(f"only {letters} letters were entered in the register")
        theirs = office.seconds(
            [
                {
                    "issuer": "GIÁM ĐỐC BỆNH VIỆN", "recipient": f"Ông (bà) Nguyễn Thị Số {n}",
                    "achievement": "Có thành tích xuất sắc trong đợt thi đua cao điểm",
                    "reference": "215/QĐ-BV", "day": "22/12/2025", "book": str(n),
                    "place": "Việt Trì", "signer": "Đặng Xuân Lâm",
                }
                for n in range(LETTERS)
            ]
        )  # fmt: skip
        tell(
            letters=LETTERS,
            seconds_with_register_and_honours=ours,
            seconds_libreoffice=theirs,
            times_faster=theirs / ours,
        )


if __name__ == "__main__":
    main()
