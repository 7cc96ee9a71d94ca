"""What a query or a table cell means: German lay language to topics of the catalogue.

Pure: values in, values out. `understand` reads a query, `topics_in` a cell of an imported table,
`as_json` is the answer of the command `stuhlkreis topics`.
"""

from stuhlkreis.topics.understanding.cells import FromWords, topics_in
from stuhlkreis.topics.understanding.reading import as_json, understand
from stuhlkreis.topics.understanding.senses import SHOWN_FROM, Meant, Understanding, Why

__all__ = [
    "SHOWN_FROM",
    "FromWords",
    "Meant",
    "Understanding",
    "Why",
    "as_json",
    "topics_in",
    "understand",
]
