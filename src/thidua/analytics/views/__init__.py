"""Pages of statistics."""

from thidua.analytics.views.sent import SentList, send, sent, sent_file
from thidua.analytics.views.tables import Behind, index, table, table_file

__all__ = ["Behind", "SentList", "index", "send", "sent", "sent_file", "table", "table_file"]
