"""Local rules of a province or a unit: whole documents laid over the packs of the law, dated and numbered."""
