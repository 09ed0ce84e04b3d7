"""Local rules of a province or a unit, laid over the packs of the law, dated and numbered."""
