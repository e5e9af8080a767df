"""What stands in `parametrize` of test files, followed through names to where they are made, read and never run."""

import ast
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

CHANCE = {
    "uuid": {"uuid1", "uuid4"},
    "secrets": {"token_bytes", "token_hex", "token_urlsafe", "choice", "randbelow", "randbits"},
    "random": {"random", "randint", "randrange", "randbytes", "choice", "choices", "sample", "uniform", "getrandbits"},
    "os": {"urandom", "getpid"},
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "clock": {"now", "today"},
    "ports": {"free"},
}
"""What answers differently in each process, by the name before its dot; a seeded `Random(7)` has another name there."""
KNOWN_ALONE = {"uuid1", "uuid4", "token_bytes", "token_hex", "token_urlsafe", "urandom", "getpid"}


@dataclass(frozen=True)
class Module:
    """One file below `root`, which `tests.…` names."""

    root: Path
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        """What it says."""
        return ast.parse(self.path.read_text())

    @cached_property
    def made(self) -> dict[str, ast.AST]:
        """What its own names at the top stand for."""
        found: dict[str, ast.AST] = {}
        for line in self.tree.body:
            if isinstance(line, ast.FunctionDef):
                found[line.name] = line
            elif isinstance(line, ast.Assign):
                found |= {name.id: line.value for name in line.targets if isinstance(name, ast.Name)}
            elif isinstance(line, ast.AnnAssign) and line.value and isinstance(line.target, ast.Name):
                found[line.target.id] = line.value
        return found

    @cached_property
    def imported(self) -> dict[str, str]:
        """Names from other files, and in full."""
        froms = [line for line in self.tree.body if isinstance(line, ast.ImportFrom)]
        return {name.asname or name.name: f"{line.module}.{name.name}" for line in froms for name in line.names}

    @cached_property
    def values(self) -> list[ast.expr]:
        """Whatever `parametrize` is given in this file, names of parameters excepted."""
        if "parametrize" not in self.path.read_text():
            return []
        calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        given = [call for call in calls if _last(call.func) == "parametrize"]
        return [value for call in given for value in (*call.args[1:], *(named.value for named in call.keywords))]

    def meant(self, node: ast.AST) -> "tuple[Module, ast.AST] | None":
        """The file and the expression or function that a name stands for; None for what is no name of the tests'."""
        if isinstance(node, ast.Name) and node.id in self.made:
            return self, self.made[node.id]
        if isinstance(node, ast.Name) and "." in (full := self.imported.get(node.id, "")):
            return self._elsewhere(*full.rsplit(".", 1))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return self._elsewhere(self.imported.get(node.value.id, ""), node.attr)
        return None

    def _elsewhere(self, module: str, name: str) -> "tuple[Module, ast.AST] | None":
        path = self.root / f"{module.replace('.', '/')}.py"
        if not module.startswith("tests.") or not path.exists():
            return None
        other = opened(self.root, path)
        return (other, other.made[name]) if name in other.made else None


@cache
def opened(root: Path, path: Path) -> Module:
    """The file, read once."""
    return Module(root, path)


@dataclass
class Search:
    """Goes through an expression and everything that it is made of."""

    seen: set[int] = field(default_factory=set)

    def chance(self, module: Module, node: ast.AST) -> bool:
        """Whether its value differs from process to process. What only the test itself will call is not looked into."""
        if id(node) in self.seen or isinstance(node, ast.Lambda):
            return False
        self.seen.add(id(node))
        if isinstance(node, ast.Call) and _is_drawn(node.func):
            return True
        asked = node.func if isinstance(node, ast.Call) else node
        meant = module.meant(asked)
        if meant and isinstance(meant[1], ast.FunctionDef) != isinstance(node, ast.Call):
            meant = None
        return bool(meant and self.chance(*meant)) or any(
            self.chance(module, part) for part in ast.iter_child_nodes(node)
        )


def is_left_to_chance(module: Module, value: ast.AST) -> bool:
    """Whether a value that pytest may name a test by differs from process to process."""
    return Search().chance(module, value)


def is_set(module: Module, value: ast.AST) -> bool:
    """Whether the values come in the order of a set, which differs from process to process."""
    meant = module.meant(value)
    if meant:
        return is_set(*meant)
    is_made = isinstance(value, ast.Call) and _last(value.func) in ("set", "frozenset")
    return is_made or isinstance(value, ast.Set | ast.SetComp)


def _is_drawn(called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute):
        return called.attr in CHANCE.get(_last(called.value), ())
    return _last(called) in KNOWN_ALONE


def _last(name: ast.expr) -> str:
    return name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")
