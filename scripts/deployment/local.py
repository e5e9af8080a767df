"""A host that runs releases as processes: folders under `releases/`, a link `current`, units before nginx."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.runtime import migrations, settings
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from app.runtime.settings import validation
from app.values.errors import Problem
from scripts.deployment import building, commands, deeds, ledger, models, services, smoke
from scripts.deployment.place import Place
from scripts.deployment.records import Entry, Failed, Wanted

NGINX = "ai-backend-nginx"
WEB = "ai-backend-web@"


class Local:
    """This machine."""

    def __init__(self, wanted: Wanted, place: Place, source: Path, door: str) -> None:
        self._wanted = wanted
        self._place = place
        self._source = source
        self._door = door
        self._services = services.of(place)

    @cached_property
    def _rt(self) -> Runtime:
        try:
            return assemble(settings.read(self._environ))
        except settings.SettingsError as error:
            raise Failed(str(error)) from error

    @property
    def _environ(self) -> dict[str, str]:
        return self._place.environ(self._wanted.version)

    def running(self) -> str:
        """What `current` names, when every unit runs."""
        is_whole = all(self._services.is_running(unit) for unit in self._place.units)
        return self._place.linked() if is_whole else ""

    def processes(self) -> Mapping[str, bool]:
        """The units of this host."""
        return {unit: self._services.is_running(unit) for unit in self._place.units}

    def require(self) -> Iterator[str]:
        """Room on the disk, and no name that would lead out of `releases/`."""
        building.require_room(self._place)
        yield f"{type(self._services).__name__.lower()} runs {', '.join(self._place.units)}"
        if len(self._place.web_ports) == 1:
            yield "there is one web process on this host: requests are refused while it changes"

    def check(self) -> Iterator[str]:
        """Settings, servers and keys as `flask config validate` sees them; and what the schema lacks."""
        found = self._environ.get("ENVIRONMENT", "")
        if found != self._wanted.environment:
            raise Failed(
                f"{self._place.settings_file} is for {found or 'no'} environment, not {self._wanted.environment}."
            )
        problems = list(validation.findings(self._environ))
        if problems:
            raise Failed(" ".join(f"{problem.kind}: {problem.sentence}" for problem in problems))
        pending = [line for line in migrations.status(self._rt.settings.server_url) if line.startswith("pending")]
        yield f"settings, database, Redis and keys are in order; {len(pending)} files of schema/ are pending"
        yield from pending

    def backup(self) -> Iterator[str]:
        """By what runs now, as the user whose folder it is. A database without our tables has nothing to save."""
        if not any(line.startswith("applied") for line in migrations.status(self._rt.settings.server_url)):
            yield "there is nothing to save yet"
            return
        folder = self._place.current.resolve() if self._place.linked() else self._source
        data = self._rt.settings.data_dir
        environ = {**self._environ, "HOME": str(data)}
        script = folder / "scripts" / "backup_ai_data.sh"
        owner = commands.owner_of(data)
        yield from commands.output(script, folder=folder, environ=environ, owner=owner).splitlines()

    def build(self) -> Iterator[str]:
        """A folder; one that has served or serves, be it from a deployment that was cut off, stays as it is."""
        known = {entry.version for entry in ledger.entries(self._place.releases) if entry.result == "ok"}
        folder = self._place.releases / self._wanted.version
        is_used = any(self._services.runs(unit, self._wanted.version) for unit in self._place.units)
        if folder.exists() and (is_used or self._wanted.version in known):
            yield f"{folder} is there"
            return
        building.build(self._place, self._source, self._wanted.version)
        yield f"{folder} is ready"

    def try_out(self) -> Iterator[str]:
        """Loads web and worker with the server's settings."""
        folder = self._place.releases / self._wanted.version
        python = folder / ".venv/bin/python"
        commands.output(python, "-c", "import wsgi, tasks.worker", folder=folder, environ=self._environ)
        yield "web and worker can be loaded"

    def migrate(self) -> Iterator[str]:
        """As `flask db upgrade` does."""
        try:
            yield from migrations.upgrade(self._rt.settings.server_url)
        except migrations.SchemaError as error:
            raise Failed(str(error)) from error

    def roll(self) -> Iterator[str]:
        """Web first, those that do not run before those that do; then worker, schedule, and nginx if it is down."""
        self._place.link(self._wanted.version)
        yield from self._replace(self._wanted.version, is_anew=self._wanted.is_forced)

    def prove(self) -> Iterator[str]:
        """Calls through the door where it is named, and a job through the queue where this host has a worker."""
        yield from smoke.prove_door(self._door, self._wanted.version, partial(self._services.has_fallen, NGINX))
        if any(unit.startswith("ai-backend-worker") for unit in self._place.units):
            smoke.prove_workers(self._rt, self._wanted.version)
            yield f"a job came back from a worker of version {self._wanted.version}"
        for unit in self._place.units:
            if self._services.has_fallen(unit) or not self._services.is_running(unit):
                raise Failed(f"{unit} does not stay up; its log says why.")

    def monitor(self) -> Iterator[str]:
        """Nothing to start: what watches a plain host runs elsewhere and asks its processes."""
        yield "Prometheus asks " + ", ".join(f"127.0.0.1:{port}/metrics" for port in self._place.web_ports)

    def models(self) -> Mapping[str, int]:
        """From the database."""
        return models.serving(self._rt)

    def go_back(self, version: str, models_before: Mapping[str, int]) -> Iterator[str]:
        """The link, then every unit that runs something else, then the models."""
        if not version:
            for unit in self._place.units:
                self._services.stop(unit)
            self._place.current.unlink(missing_ok=True)
            yield "everything was ended"
            return
        if not (self._place.releases / version).exists():
            raise Failed(f"{self._place.releases / version} is gone.")
        self._place.link(version)
        yield from self._replace(version)
        yield from models.go_back(self._rt, models_before, reason=f"went back from release {self._wanted.version}")

    def tell(self, entry: Entry) -> None:
        """In a transaction of its own; where the database is away, the history alone has it."""
        with suppress(Failed, Problem, SQLAlchemyError), self._rt.db.transaction(Caller.service()) as tx:
            self._rt.audit.append(tx, deeds.deed(entry))

    def tidy(self) -> None:
        """Old releases."""
        building.prune(self._place)

    def _replace(self, version: str, *, is_anew: bool = False) -> Iterator[str]:
        """Restarts what does not run the version, or with `is_anew` all of it, one after the other."""
        web = sorted((unit for unit in self._place.units if unit.startswith(WEB)), key=self._services.is_running)
        for unit in web:
            if is_anew or not self._services.runs(unit, version):
                self._restart(unit, version)
                yield f"{unit} runs {version}"
        for unit in self._place.units:
            if unit != NGINX and unit not in web and (is_anew or not self._services.runs(unit, version)):
                self._services.restart(unit)
                yield f"{unit} runs {version}"
        if NGINX in self._place.units and not self._services.is_running(NGINX):
            self._services.restart(NGINX)
            yield f"{NGINX} was down and runs"

    def _restart(self, unit: str, version: str) -> None:
        self._services.restart(unit)
        address = f"http://127.0.0.1:{unit.removeprefix(WEB)}"
        smoke.await_ready(address, version, partial(self._services.has_fallen, unit))
        smoke.prove_web(address)
