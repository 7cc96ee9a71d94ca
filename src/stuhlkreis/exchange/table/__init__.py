"""Reads bytes as a table: CSV in its German varieties, Excel, OpenDocument. Pure.

It knows rows and cells, not what they mean; `columns` does.
"""

from stuhlkreis.exchange.table.grid import MOST_ROWS, Row, Table
from stuhlkreis.exchange.table.reading import read_table
from stuhlkreis.exchange.table.writing import as_csv, as_json, as_xlsx

__all__ = ["MOST_ROWS", "Row", "Table", "as_csv", "as_json", "as_xlsx", "read_table"]
