"""What of disclosures may reach whom; protected names above all."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret
from tests.leaks.roles import HOSPITAL, KEEPER, NONE, WATCHERS
from tests.support.world import TODAY

from thidua.disclosures import actions
from thidua.disclosures.actions import Line
from thidua.disclosures.models import Complaint, Hold

SETTLERS = frozenset({"officer", "director"})


def planted(here: Any) -> Planted:
    officer, author = here.user("canbo"), here.members[1].user
    # Whose name suggestions guard as a secret too: no page here may tell it to more people.
    hidden = here.people["T2002"].user

    def shown(name: str, reach: str = "hospital") -> Any:
        lines = [
            Line(name=f"{MARK}ten{name}", proposed="Giấy khen", summary=f"{MARK}tomtat{name}"),
            Line(name="Tổ Ngoại", proposed="Giấy khen"),
        ]
        return actions.open_disclosure(
            actor=officer, unit=here.top, on=TODAY, title=f"{MARK}danhsach{name}", lines=lines,
            reach=reach, starts_on=TODAY,
        )  # fmt: skip

    lists = [shown("mot"), shown("hai"), shown("ba")]
    closed = actions.close_disclosure(
        actor=officer, disclosure=lists[2], on=TODAY, reason=f"{MARK}ketthuc"
    )

    def said(actor: Any, text: str, **more: Any) -> Any:
        return actions.send_comment(
            actor=actor, disclosure=lists[0], on=TODAY, stance="objection", text=f"{MARK}{text}",
            row=lists[0].rows.first(), **more,
        )  # fmt: skip

    signed, kept = said(author, "ykien"), said(hidden, "ykienkin", is_protected=True)
    taken = said(hidden, "thanhdon", is_protected=True)
    accused = actions.take_over_comment(actor=officer, comment=taken, kind="denunciation", on=TODAY)
    answered = actions.answer_comment(
        actor=officer, comment=signed, answer=f"{MARK}traloiykien", on=TODAY
    )
    letter = actions.file_complaint(
        actor=officer, unit=here.top, on=TODAY, kind="complaint", subject=f"{MARK}donkhieunai",
        filed_on=TODAY, filer=f"{MARK}nguoikhieunai",
    )  # fmt: skip
    told = actions.file_complaint(
        actor=officer, unit=here.top, on=TODAY, kind="denunciation", subject=f"{MARK}dontocao",
        filed_on=TODAY, filer=f"{MARK}nguoitocao",
    )  # fmt: skip
    accepted = actions.accept_complaint(
        actor=officer, complaint=letter, paper=f"{MARK}thuly", accepted_on=TODAY, on=TODAY
    )
    holds = [
        actions.place_hold(
            actor=officer, unit=unit, on=TODAY, ground="inspection", paper=f"{MARK}tamdung{n}",
            paper_on=TODAY,
        )
        for n, unit in enumerate((here.top, here.group, here.other_group))
    ]  # fmt: skip
    assert Complaint.objects.count() == Hold.objects.count() == 3
    comments = [answered.pk, kept.pk, taken.pk]
    letters = [accepted.pk, told.pk, accused.pk]
    with_author = WATCHERS | {"author"}
    return Planted(
        objects={
            "<int:pk>": [each.pk for each in lists],
            "<int:pk>/thong-bao.<str:file_format>": [
                (lists[0].pk, "pdf"),
                (lists[0].pk, "docx"),
                (closed.pk, "pdf"),
            ],
            "xem/<str:code>": [each.code for each in lists],
            "y-kien/<int:comment>": comments,
            "don/<int:complaint>": letters,
            "tam-dung/<int:hold>": [each.pk for each in holds],
        },
        secrets=[
            Secret(f"{MARK}tenmot", HOSPITAL, "a name on a list that is shown"),
            Secret(f"{MARK}tenba", WATCHERS, "a name on a list that is no longer shown"),
            Secret(f"{MARK}tomtatmot", HOSPITAL, "an achievement on a list that is shown"),
            Secret(f"{MARK}ketthuc", WATCHERS, "why a list was ended early"),
            Secret(f"{MARK}ykienkin", WATCHERS | {"other_member"}, "a protected comment"),
            Secret(f"{MARK}traloiykien", with_author | KEEPER, "the answer to a comment"),
            Secret(f"{MARK}donkhieunai", WATCHERS, "what a complaint is about"),
            Secret(f"{MARK}nguoikhieunai", SETTLERS, "who complains"),
            Secret(f"{MARK}nguoitocao", NONE, "who denounces"),
            Secret(f"{MARK}thuly", WATCHERS, "the paper of acceptance"),
            Secret(f"{MARK}tamdung1", WATCHERS, "the paper of a hold"),
        ],
    )
