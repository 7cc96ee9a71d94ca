"""A home directory: keys, database, static files."""

import hashlib
import secrets
from pathlib import Path

from stuhlkreis.core.crypto import new_key

KEYS_FILE = "settings.env"
STAMP_FILE = "prepared"


def make_demo_keys(home: Path) -> None:
    """Give a new demo home its own keys; an existing one keeps them."""
    home.mkdir(parents=True, exist_ok=True)
    keys = home / KEYS_FILE
    if keys.exists():
        return
    keys.touch(mode=0o600)
    keys.write_text(
        f"STUHLKREIS_SECRET_KEY={secrets.token_urlsafe(50)}\n"
        f"STUHLKREIS_FIELD_KEYS={new_key('demo')}\n"
        "STUHLKREIS_DEMO=True\n",
        encoding="utf-8",
    )


def is_demo(home: Path) -> bool:
    """Whether this home was made by `stuhlkreis demo`: only such a home is ever reset."""
    keys = home / KEYS_FILE
    return keys.exists() and "STUHLKREIS_DEMO=True" in keys.read_text(encoding="utf-8")


def fingerprint(package: Path) -> str:
    """Changes with every migration, static file and catalogue: then a home is prepared anew."""
    digest = hashlib.sha256()
    for pattern in ("*/migrations/*.py", "web/static/**/*", "topics/data/*"):
        for path in sorted(package.glob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(package)} {path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def prepare_database() -> None:
    """All tables in their newest form, the cache table, and the topic catalogue. Needs Django."""
    from django.core.management import call_command

    from stuhlkreis.topics.actions import load_catalogue
    from stuhlkreis.topics.catalogue import shipped

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    load_catalogue(catalogue=shipped())


def collect_static() -> None:
    """Style sheets and drawings to where the web server takes them from. Needs Django."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def prepare(home: Path, package: Path) -> None:
    """Database and static files, unless this version has prepared this home before."""
    from django.conf import settings

    stamp = home / STAMP_FILE
    wanted = fingerprint(package) + settings.DATABASES["default"]["NAME"]
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    prepare_database()
    collect_static()
    stamp.write_text(wanted, encoding="utf-8")
