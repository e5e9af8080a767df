"""`make run`: the whole system in the foreground, from an empty folder to the first answer, until Ctrl-C."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace

from app.runtime import migrations, settings
from app.runtime.embedded import ports, private_files, terminal, wording
from app.runtime.embedded.output import Output
from app.runtime.embedded.process import CannotStart
from app.runtime.embedded.servers import Servers
from app.runtime.embedded.stack import Stack
from app.runtime.embedded.supervisor import StopAsked, Supervisor

CARD = "demo.json"


def run(environ: Mapping[str, str]) -> int:
    """Runs the system that `environ` describes; returns the exit code: 0 after a stop that was asked for."""
    try:
        found = settings.read(environ)
        private_files.make_folder(found.data_dir)
        with private_files.sole_use(found.data_dir) as descriptor, Output() as output:
            supervisor = Supervisor(found.data_dir, descriptor, output)
            with supervisor.obeying_signals(), terminal.foreground():
                return _supervise(supervisor, found, environ)
    except settings.SettingsError as error:
        return _refuse(*error.problems)
    except CannotStart as problem:
        return _refuse(str(problem))


def _supervise(supervisor: Supervisor, found: settings.Settings, environ: Mapping[str, str]) -> int:
    supervisor.end_leftovers()
    ports.require_free(found.host, found.port)
    stack = Stack(found, Servers.of(found), environ)
    try:
        _start(supervisor, stack)
        supervisor.watch()
    except StopAsked:
        pass
    finally:
        supervisor.output.say("stopping")
        supervisor.stop()
        stack.servers.withdraw()
        supervisor.output.say("stopped")
    return 0


def _start(supervisor: Supervisor, stack: Stack) -> None:
    for line in wording.opening(stack.settings, stack.servers):
        supervisor.output.say(line)
    stack.servers.prepare()
    stack.make_folders()
    servers = stack.servers.services(stack.environ)
    supervisor.start(*servers)
    supervisor.await_ready(*servers)
    stack.servers.publish()
    _apply_schema(supervisor, stack)
    services = stack.services()
    supervisor.start(*services)
    _load_demo(supervisor, stack)
    supervisor.await_ready(*services)
    for line in wording.greeting(stack.url, _card(supervisor, stack)):
        print(line, flush=True)


def _apply_schema(supervisor: Supervisor, stack: Stack) -> None:
    """In this process, since it takes less time than starting another."""
    try:
        for line in migrations.upgrade(stack.servers.database_url, local=stack.servers.postgres is not None):
            supervisor.output.say(line)
            supervisor.output.pump(0)
    except migrations.SchemaError as problem:
        raise CannotStart(str(problem)) from problem


def _load_demo(supervisor: Supervisor, stack: Stack) -> None:
    """On the first start, into the embedded database alone: nobody wants a demo among real books."""
    if stack.servers.postgres and not (stack.settings.data_dir / CARD).exists():
        supervisor.finish(supervisor.begin("demo", stack.flask("demo", "load")))


def _card(supervisor: Supervisor, stack: Stack) -> dict[str, str]:
    """The demo's tokens and ids, fresh, and also written to DATA_DIR/demo.json; empty where we issue none."""
    if stack.servers.postgres is None or stack.settings.identity_mode != "local":
        return {}
    lines: list[str] = []
    launch = replace(stack.flask("demo", "card", "--api-url", stack.url), mixes_errors=False)
    supervisor.finish(supervisor.begin("demo", launch, lambda _, line: lines.append(line)))
    card: dict[str, str] = json.loads("\n".join(lines))
    private_files.write_json(stack.settings.data_dir / CARD, card)
    return card


def _refuse(*problems: str) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1
