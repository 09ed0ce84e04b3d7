"""The reference page of questions: every field stands in it, and its examples are answered."""

import json
import re
from datetime import date

from thidua.legal.asking import answer, question_schema
from thidua.legal.manual import manual


def test_every_field_is_told_and_every_example_gives_its_answer() -> None:
    page = manual()
    for field in question_schema()["properties"]["evidence"]["properties"]:
        assert f"| `{field}` |" in page
    blocks = [json.loads(each) for each in re.findall(r"```json\n(.*?)\n```", page, re.DOTALL)]
    for asked, told in zip(blocks[::2], blocks[1::2], strict=True):
        assert answer(asked, today=date.min) == told
    assert [told["verdict"] for told in blocks[1::2]] == ["pass", "pass"]
