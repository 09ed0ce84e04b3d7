"""Every write on clusters: set up, members of the next term, the end."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.clusters import permits, queries, rules
from thidua.clusters.models import Cluster, Member, Term
from thidua.core.action import action, note
from thidua.core.permit import Refused

FEWEST = 2


@action(
    "clusters.cluster.set_up", gettext_lazy("Thành lập cụm, khối thi đua"), on="unit",
    permit=permits.keeps,
)  # fmt: skip
def set_up_cluster(
    *, actor: Any, unit: Any, name: str, kind: str, decision: str, since: date,
    members: Sequence[Any], head: Any, deputies: Sequence[Any] = (), until: date | None = None,
) -> Cluster:  # fmt: skip
    """A cluster among units below `unit`, with its first term."""
    name = name.strip()
    if not name:
        raise Refused(_("Cần ghi tên cụm, khối."))
    if Cluster.objects.filter(unit=unit, name=name).exists():
        raise Refused(_("%(unit)s đã có cụm, khối tên «%(name)s».") % {"unit": unit, "name": name})
    cluster = Cluster.objects.create(unit=unit, name=name, kind=kind)
    _begin(
        cluster, decision=decision, since=since, until=until, members=members, head=head,
        deputies=deputies,
    )  # fmt: skip
    return cluster


@action(
    "clusters.cluster.change_members", gettext_lazy("Sang nhiệm kỳ mới của cụm, khối thi đua"),
    on="cluster", permit=permits.changes,
)  # fmt: skip
def change_members(
    *, actor: Any, cluster: Cluster, decision: str, since: date, members: Sequence[Any],
    head: Any, deputies: Sequence[Any] = (), until: date | None = None,
) -> Term:  # fmt: skip
    """The next term; the one before ends on its eve and stays as it was."""
    # Two clusters of one owner must not take the same unit at the same moment.
    Cluster.objects.select_related("unit").select_for_update(of=("unit",)).get(pk=cluster.pk)
    last = queries.last_term(cluster)
    if since <= last.valid_from:
        raise Refused(
            _("Nhiệm kỳ mới phải bắt đầu sau ngày %(day)s.")
            % {"day": f"{last.valid_from:%d/%m/%Y}"}
        )
    last.valid_to = rules.closes_on(last.valid_to, since)
    last.save()
    return _begin(
        cluster, decision=decision, since=since, until=until, members=members, head=head,
        deputies=deputies,
    )  # fmt: skip


def _begin(
    cluster: Cluster, *, decision: str, since: date, until: date | None, members: Sequence[Any],
    head: Any, deputies: Sequence[Any],
) -> Term:  # fmt: skip
    units = {unit.pk: unit for unit in members}
    _insist_on_peers(cluster, list(units.values()), since)
    if not decision.strip():
        raise Refused(_("Cần ghi số, ngày của quyết định."))
    if until is not None and until < since:
        raise Refused(_("Ngày cuối nhiệm kỳ phải sau ngày bắt đầu."))
    if head.pk != cluster.unit_id and head.pk not in units:
        raise Refused(
            _("Đơn vị trưởng phải là thành viên hoặc là %(owner)s.") % {"owner": cluster.unit}
        )
    for deputy in deputies:
        if deputy.pk not in units or deputy.pk == head.pk:
            raise Refused(
                _("Đơn vị phó %(unit)s phải là thành viên và không đồng thời là trưởng.")
                % {"unit": deputy}
            )
    held = queries.elsewhere(cluster.unit, units.values(), since=since, until=until, but=cluster)
    if held is not None:
        raise Refused(
            _("%(unit)s đang thuộc %(cluster)s trong thời gian này.")
            % {"unit": held.unit, "cluster": held.term.cluster}
        )
    term = Term.objects.create(
        cluster=cluster, decision=decision.strip(), valid_from=since, valid_to=until, head=head
    )
    second = {unit.pk for unit in deputies}
    Member.objects.bulk_create(
        Member(term=term, unit=unit, is_deputy=unit.pk in second) for unit in units.values()
    )
    note(term=term.pk, members=sorted(units), deputies=sorted(second))
    return term


def _insist_on_peers(cluster: Cluster, units: Sequence[Any], since: date) -> None:
    if len(units) < FEWEST:
        raise Refused(_("Cụm, khối cần ít nhất hai đơn vị thành viên."))
    top = cluster.unit
    for unit in units:
        if unit.pk == top.pk or not unit.path.startswith(top.path):
            raise Refused(_("%(unit)s không thuộc %(top)s.") % {"unit": unit, "top": top})
        if unit.valid_from > since or (unit.valid_to is not None and unit.valid_to < since):
            raise Refused(
                _("%(unit)s không hoạt động vào ngày %(day)s.")
                % {"unit": unit, "day": f"{since:%d/%m/%Y}"}
            )
    found = rules.nested(unit.path for unit in units)
    if found is not None:
        by_path = {unit.path: unit for unit in units}
        raise Refused(
            _("%(below)s đã nằm trong %(above)s nên không cùng là thành viên.")
            % {"above": by_path[found[0]], "below": by_path[found[1]]}
        )


@action(
    "clusters.cluster.end", gettext_lazy("Kết thúc cụm, khối thi đua"), on="cluster",
    permit=permits.changes,
)  # fmt: skip
def end_cluster(*, actor: Any, cluster: Cluster, on: date, reason: str) -> Cluster:
    """`on` is its last day; terms and members stay to be looked up."""
    if not reason.strip():
        raise Refused(_("Cần nêu lý do."))
    last = queries.last_term(cluster)
    if on < last.valid_from:
        raise Refused(
            _("Nhiệm kỳ cuối bắt đầu ngày %(day)s nên không kết thúc trước ngày đó.")
            % {"day": f"{last.valid_from:%d/%m/%Y}"}
        )
    last.valid_to = rules.closes_on(last.valid_to, on + timedelta(1))
    last.save()
    cluster.ended_on, cluster.end_reason = on, reason.strip()
    cluster.save()
    return cluster
