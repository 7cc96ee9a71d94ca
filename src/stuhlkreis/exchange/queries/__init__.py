"""What a table says about groups, compared with what is known; and all groups as a table."""

from stuhlkreis.exchange.queries.drafts import draft_of, result_of, sheet_of
from stuhlkreis.exchange.queries.export import EXPORTED, rows_of_groups
from stuhlkreis.exchange.queries.preview import (
    Outcome,
    Preview,
    ReadRow,
    Sheet,
    counts_of,
    preview,
)
from stuhlkreis.exchange.queries.saying import Contact

__all__ = [
    "EXPORTED",
    "Contact",
    "Outcome",
    "Preview",
    "ReadRow",
    "Sheet",
    "counts_of",
    "draft_of",
    "preview",
    "result_of",
    "rows_of_groups",
    "sheet_of",
]
