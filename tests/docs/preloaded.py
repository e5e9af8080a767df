"""`flask` with everything imported once: a process that forks for each command that is typed.

Importing the application takes seconds of a processor, and a page of commands is typed at once. What is typed comes in
through a socket with its words, environment, folder and the three streams; what goes back is the exit code. The child
does from there on what bin/flask does: it makes the application from its own environment.
"""

import array
import atexit
import gc
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TYPED = """
import array, json, os, socket, sys
with socket.socket(socket.AF_UNIX) as way:
    way.connect(sys.argv[1])
    said = json.dumps([sys.argv[2:], dict(os.environ), os.getcwd()]).encode()
    streams = array.array("i", [0, 1, 2])
    way.sendmsg([len(said).to_bytes(4, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
    way.sendall(said)
    sys.exit(int.from_bytes(way.recv(4), "big"))
"""
"""What the shell starts for each `flask`: it needs no package, so it takes no time."""
PATIENCE_SECONDS = 60


@contextmanager
def ready(folder: Path) -> Iterator[str]:
    """A line of shell that makes `flask` the preloaded one, while the block lasts."""
    way, script = folder / "flask", folder / "typed.py"
    script.write_text(TYPED)
    server = subprocess.Popen([sys.executable, "-m", "tests.docs.preloaded", way])
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while not way.exists() and server.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        yield f'flask() {{ "{sys.executable}" -I -S "{script}" "{way}" "$@"; }}'
    finally:
        server.kill()
        server.wait()


def serve(way: str) -> None:
    """Forks for each command, one after the other. The first application is made for what making it imports."""
    from app.factory import create_app
    from app.runtime.settings import Settings

    create_app(Settings())
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(way)
        listening.listen()
        while True:
            asker, _ = listening.accept()
            pid = os.fork()
            if pid == 0:
                _become_flask(asker)
            _, status = os.waitpid(pid, 0)
            asker.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big"))
            asker.close()


def _become_flask(asker: socket.socket) -> None:
    """Takes over the asker's streams, environment and folder, and ends as the command ends."""
    streams = array.array("i")
    length, ancillary, _, _ = asker.recvmsg(4, socket.CMSG_SPACE(3 * streams.itemsize))
    streams.frombytes(ancillary[0][2])
    words, environ, folder = json.loads(_received(asker, int.from_bytes(length, "big")))
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    from flask.cli import main

    sys.argv = ["flask", *words]
    code = 1
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # what was imported need not be taken down, module by module


def _received(asker: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length:
        found += asker.recv(length - len(found))
    return found


if __name__ == "__main__":
    serve(sys.argv[1])
