"""Runs a command against a PostgreSQL of its own that ends with it.

`python scripts/with_postgres.py COMMAND …` sets STUHLKREIS_DATABASE_URL for the command. The server
listens on loopback only, keeps its data in a temporary directory and is ended by its own id.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def programs() -> Path:
    """Where Debian keeps the newest PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if found:
        return found[-1]
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    sys.exit("Es fehlt PostgreSQL: apt-get install postgresql")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_postgres(*words: str) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else [*words]


def main(command: list[str]) -> int:
    """The exit code of `command`, run beside a fresh server."""
    folder = Path(tempfile.mkdtemp(prefix="stuhlkreis-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data, port, bin_ = folder / "data", free_port(), programs()
    subprocess.run(
        as_postgres(
            str(bin_ / "initdb"), "-D", str(data), "-U", "stuhlkreis", "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        ),
        check=True, stdout=subprocess.DEVNULL, cwd="/",
    )  # fmt: skip
    server = subprocess.Popen(
        as_postgres(
            str(bin_ / "postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(port),
            "-k", str(folder), "-c", "fsync=off", "-c", "full_page_writes=off",
            "-c", "synchronous_commit=off", "-c", "max_connections=60",
        ),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
    )  # fmt: skip
    try:
        wait_for(port)
        url = f"postgres://stuhlkreis@127.0.0.1:{port}/postgres"
        return subprocess.run(
            command, check=False, env={**os.environ, "STUHLKREIS_DATABASE_URL": url}
        ).returncode
    finally:
        stop(server, data)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int) -> None:
    """Until somebody listens, twenty seconds at most."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("PostgreSQL antwortet nicht.")


def stop(server: "subprocess.Popen[bytes]", data: Path) -> None:
    """End this very server, by its own id."""
    pid_file = data / "postmaster.pid"
    if pid_file.exists():
        os.kill(int(pid_file.read_text().splitlines()[0]), signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
