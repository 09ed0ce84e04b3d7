"""Pages of old registers."""

from thidua.legacy.views.batches import (
    BatchList,
    batch,
    check,
    columns,
    discard,
    encoding,
    report,
    take,
    undo,
    upload,
)
from thidua.legacy.views.rows import RowList, row

__all__ = [
    "BatchList",
    "RowList",
    "batch",
    "check",
    "columns",
    "discard",
    "encoding",
    "report",
    "row",
    "take",
    "undo",
    "upload",
]
