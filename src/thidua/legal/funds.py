"""What of the fund for emulation and commendation is set apart for a purpose, by a day."""

from datetime import date

from thidua.legal.figures import FundRule, figures, latest

ORGANISING = "ORGANISING"


def fund_share(on: date, purpose: str = ORGANISING) -> FundRule | None:
    """The rule in force on a day; None where none is known (`rule.share`, `rule.basis`)."""
    return latest((rule for rule in figures().fund_rules if rule.id == purpose), on)


def part_of_fund(total: int, on: date, purpose: str = ORGANISING) -> int | None:
    """The đồng of a fund set apart for a purpose, cut to whole ones; None without a rule."""
    rule = fund_share(on, purpose)
    return None if rule is None else total * rule.share.part // rule.share.whole
