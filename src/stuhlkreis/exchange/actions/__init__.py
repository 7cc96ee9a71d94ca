"""Takes tables in and gives them out."""

from stuhlkreis.exchange.actions.drafting import (
    draft_import,
    drop_draft,
    drop_old_drafts,
    map_draft,
)
from stuhlkreis.exchange.actions.exporting import export_groups
from stuhlkreis.exchange.actions.importing import ImportResult, import_draft, import_groups

__all__ = [
    "ImportResult",
    "draft_import",
    "drop_draft",
    "drop_old_drafts",
    "export_groups",
    "import_draft",
    "import_groups",
    "map_draft",
]
