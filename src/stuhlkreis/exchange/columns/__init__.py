"""What the columns of a table mean: known headings, a mapping by hand, values of cells. Pure."""

from stuhlkreis.exchange.columns.mapping import Columns, mapping_from, recognised, said_mapping

__all__ = ["Columns", "mapping_from", "recognised", "said_mapping"]
