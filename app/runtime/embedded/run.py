"""`make run`: the whole system in the foreground, from an empty folder to the first answer, until Ctrl-C."""

import sys
from collections.abc import Mapping

from app.runtime import migrations, settings
from app.runtime.embedded import demo, ports, private_files, terminal, wording
from app.runtime.embedded.output import Output
from app.runtime.embedded.process import CannotStart
from app.runtime.embedded.servers import Servers
from app.runtime.embedded.stack import Stack
from app.runtime.embedded.supervisor import StopAsked, Supervisor


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
    models = supervisor.begin("models", stack.flask("models", "import-shipped"))
    web, (worker, beat) = stack.web(), stack.workers()
    supervisor.start(web)
    supervisor.await_ready(
        web
    )  # before the others, which would only share its processors: it answers from what is stored
    demo.load(supervisor, stack)
    supervisor.finish(models)  # so that the first answer is already the models'
    supervisor.start(worker, outlive=web)
    card = demo.Card(supervisor, stack)
    supervisor.await_ready(worker)
    supervisor.start(beat, outlive=web)  # nothing that anybody waits for begins with it
    for line in wording.greeting(stack.url, card.written()):
        print(line, flush=True)


def _apply_schema(supervisor: Supervisor, stack: Stack) -> None:
    """In this process, since it takes less time than starting another."""
    try:
        for line in migrations.upgrade(stack.servers.database_url, local=stack.servers.postgres is not None):
            supervisor.output.say(line)
            supervisor.output.pump(0)
    except migrations.SchemaError as problem:
        raise CannotStart(str(problem)) from problem


def _refuse(*problems: str) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1
