"""Named questions about clusters: who sees which, who is in one on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from thidua.clusters.models import Cluster, Member, Term
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role

OVERSEERS = (Role.HEAD, Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)


def visible_to(actor: Any) -> QuerySet[Cluster]:
    """Clusters of units to which one belongs, from which one's own hang, or which one oversees."""
    if orgs.person_of(actor) is None or not actor.is_active:
        return Cluster.objects.none()
    held = [unit.path for unit in orgs.role_units(actor, Role)]
    paths = [*held, *orgs.own_units(actor).values_list("path", flat=True)]
    above = {int(part) for path in paths for part in path.strip("/").split("/")}
    overseen = orgs.units_in_reach(actor, OVERSEERS).values("pk")
    return Cluster.objects.filter(Q(unit__in=above) | Q(unit__in=overseen))


def cluster_for(actor: Any, key: int) -> Cluster | None:
    """One visible cluster with the unit that set it up."""
    return visible_to(actor).select_related("unit").filter(pk=key).first()


def listed(actor: Any, *, on: date) -> QuerySet[Cluster]:
    """Rows of the list: the head and the number of members of the term that holds on a day."""
    terms = Term.objects.on(on).filter(cluster=OuterRef("pk"))
    counted = terms.order_by().values("cluster").annotate(n=Count("members"))
    return (
        visible_to(actor)
        .select_related("unit")
        .annotate(
            head_name=Subquery(terms.values("head__name")[:1]), size=Subquery(counted.values("n"))
        )
    )


def units_in_charge(actor: Any) -> QuerySet[Any]:
    """Where the actor may set up a cluster: units of the role, and those directly below with peers.

    Deeper ones are offered to their own officers; a sector has thousands.
    """
    held = [unit.pk for unit in orgs.role_units(actor, (Role.OFFICER,))]
    near = Q(pk__in=held) | Q(parent__in=held, children__isnull=False)
    return orgs.visible_units(actor).filter(near).distinct().order_by("path")


def units_named(owner: Any, words: Iterable[str], *, on: date) -> dict[str, list[Any]]:
    """For each word the units below `owner` on a day whose code or name it is."""
    found: dict[str, list[Any]] = {}
    by_word: dict[str, list[Any]] = {}
    for unit in orgs.units_below(owner, on=on):
        for word in {unit.code.casefold(), unit.name.casefold()}:
            by_word.setdefault(word, []).append(unit)
    for word in words:
        found[word] = by_word.get(word.casefold(), [])
    return found


def term_on(cluster: Cluster, day: date) -> Term | None:
    """The term that holds on a day."""
    found: Term | None = Term.objects.on(day).filter(cluster=cluster).select_related("head").first()
    return found


def last_term(cluster: Cluster) -> Term:
    """The term that begins last; every cluster has one."""
    found: Term = cluster.terms.select_related("head").latest("valid_from")
    return found


def terms_of(cluster: Cluster) -> list[Term]:
    """All terms, the latest first, each with its head and the number of its members."""
    terms = cluster.terms.select_related("head").annotate(size=Count("members"))
    return list(terms.order_by("-valid_from"))


def members_of(term: Term) -> list[Member]:
    """The members of a term in list order."""
    rows = term.members.select_related("unit__parent", "term")
    return list(rows.order_by("unit__sort_key", "unit"))


def member_units(cluster: Cluster, *, on: date) -> list[Any]:
    """The units that compete in the cluster on a day."""
    places = Member.objects.filter(term__in=Term.objects.on(on).filter(cluster=cluster))
    return list(orgs.units_by_pk(places.values_list("unit", flat=True)).values())


def elsewhere(
    owner: Any, units: Iterable[Any], *, since: date, until: date | None, but: Cluster | None
) -> Member | None:
    """A place that one of `units` holds meanwhile in another cluster of the same owner."""
    meanwhile = Q(term__valid_to=None) | Q(term__valid_to__gte=since)
    if until is not None:
        meanwhile &= Q(term__valid_from__lte=until)
    rows = Member.objects.filter(meanwhile, term__cluster__unit=owner, unit__in=list(units))
    if but is not None:
        rows = rows.exclude(term__cluster=but)
    return rows.select_related("unit", "term__cluster").order_by("unit__sort_key", "pk").first()
