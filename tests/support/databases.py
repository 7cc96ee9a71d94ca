"""A database of one's own, on disk or on the running PostgreSQL, for tests with real processes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

VARIABLE = "STUHLKREIS_DATABASE_URL"


def is_postgres() -> bool:
    """Whether the suite runs on PostgreSQL."""
    return os.environ[VARIABLE].startswith("postgres")


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The address of an empty database that nobody else uses; it ends with the block."""
    if not is_postgres():
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    server, name = os.environ[VARIABLE], f"own_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


def environment(url: str, home: Path) -> dict[str, str]:
    """What a process needs to work there as the server does, but with quick passwords."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "stuhlkreis.config.settings_test",
        "STUHLKREIS_HOME": str(home),
        "STUHLKREIS_EMAIL_URL": "memorymail://",
        "PYTHONPATH": os.pathsep.join(("src", ".")),
        VARIABLE: url,
    }
