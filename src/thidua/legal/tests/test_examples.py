"""Every example in every pack gives the verdict and the findings it states."""

import pytest

from thidua.legal import Evidence, assess, awards
from thidua.legal.packs import Example, Expectation, Pack, expectations

CASES = [
    pytest.param(pack, example, evidence, expected, id=f"{pack.code}: {example.name}")
    for pack in awards()
    for example, evidence, expected in expectations(pack)
]


@pytest.mark.parametrize(("pack", "example", "evidence", "expected"), CASES)
def test_example(pack: Pack, example: Example, evidence: Evidence, expected: Expectation) -> None:
    result = assess(pack.code, evidence, on=example.on, stage=example.stage)

    assert {item.criterion: item.verdict for item in result.findings} == expected.findings
    assert result.verdict is expected.verdict
    seconds = result.readings[1:]
    if expected.beside is None:
        assert seconds == ()
    else:
        (second,) = seconds
        found = {item.criterion: item.verdict for item in second.findings}
        assert found == expected.beside.findings
        assert second.verdict is expected.beside.verdict
