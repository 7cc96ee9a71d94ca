"""The promises this repository makes about itself."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from stuhlkreis.accounts.permissions import Permission
from stuhlkreis.cli.main import COMMANDS, parser

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "stuhlkreis"
EDGE = ["web", "api", "jobs", "cli"]
WRITES = {
    "save",
    "delete",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "get_or_create",
    "update_or_create",
}
# `.update` and `.delete` of plain Python values that only look like writing.
NOT_A_QUERYSET = {"digest", "hasher", "context", "vars()"}
OUR_MODELS = [m for m in apps.get_models() if m.__module__.startswith("stuhlkreis.")]
PYTHON = sorted(SRC.rglob("*.py"))
PERSON_TO_GROUP = {
    # Rule 1: the only ways from a person to a group; each says when it ends.
    "groups.ContactPerson",
    "starters.Accompaniment",
    "inquiries.Interest",
}


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda m: m._meta.label)
def test_every_column_is_personal_sensitive_or_harmless(model: type[Model]) -> None:
    privacy = model.Privacy  # type: ignore[attr-defined]  # every model of ours has one
    columns = {field.name for field in model._meta.concrete_fields}
    classes = [privacy.personal, privacy.sensitive, privacy.harmless]

    assert privacy.__doc__, "says how long it is kept"
    assert frozenset().union(*classes) == columns
    assert sum(len(names) for names in classes) == len(columns)


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda m: m._meta.label)
def test_every_model_occurs_in_the_glossary(model: type[Model]) -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text()

    assert f"`{model._meta.app_label}.{model.__name__}`" in glossary


def test_rule_1_no_model_joins_people_and_groups_but_the_listed_ones() -> None:
    people = {"accounts.User", "starters.Starter", "groups.ContactPerson"}
    joined = set()
    for model in OUR_MODELS:
        targets = {
            field.related_model._meta.label
            for field in model._meta.concrete_fields
            if field.is_relation and isinstance(field.related_model, type)
        }
        columns = {field.name for field in model._meta.concrete_fields}
        has_person = bool(targets & people) or bool(columns & {"email", "phone"})
        if has_person and targets & {"groups.Group", "inquiries.Founding"}:
            joined.add(model._meta.label)
    # Who recorded something is staff, not somebody of the group.
    recorded_by_staff = {"groups.StateChange", "starters.StartRequest"}

    assert joined - recorded_by_staff == PERSON_TO_GROUP


def calls(path: Path) -> Iterator[tuple[ast.Call, ast.Attribute]]:
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Call(func=ast.Attribute() as attribute):
                yield node, attribute
            case _:
                pass


@pytest.mark.parametrize("edge", EDGE)
def test_the_edge_never_writes(edge: str) -> None:
    found = [
        f"{path.relative_to(SRC)}:{call.lineno} .{attribute.attr}()"
        for path in (SRC / edge).rglob("*.py")
        for call, attribute in calls(path)
        if attribute.attr in WRITES and ast.unparse(attribute.value) not in NOT_A_QUERYSET
    ]

    assert found == []


@pytest.mark.parametrize("edge", EDGE)
def test_the_edge_asks_queries_not_model_classes(edge: str) -> None:
    asks = re.compile(r"\.objects\b|_default_manager")

    assert [str(p) for p in (SRC / edge).rglob("*.py") if asks.search(p.read_text())] == []


def actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every public action, whether a module keeps them in one file or in a package."""
    for path in [*SRC.glob("*/actions.py"), *SRC.glob("*/actions/*.py")]:
        package = path.parent / "__init__.py" if path.parent.name == "actions" else None
        exported = package.read_text() if package else ""
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if package is None or f'"{node.name}"' in exported:
                yield f"{path.relative_to(SRC)} {node.name}", node


def test_every_action_takes_only_named_arguments_and_is_one_transaction() -> None:
    loose = [
        name
        for name, node in actions()
        if node.args.args
        or not any("transaction.atomic" in ast.unparse(d) for d in node.decorator_list)
    ]

    assert loose == []


def test_no_file_is_longer_than_the_house_allows() -> None:
    long = [
        str(p.relative_to(ROOT))
        for p in PYTHON
        if "migrations" not in p.parts and len(p.read_text().splitlines()) > 400
    ]
    long += [
        str(p.relative_to(ROOT))
        for p in (ROOT / "tests").rglob("*.py")
        if len(p.read_text().splitlines()) > 600
    ]

    assert long == []


def test_no_name_is_one_that_says_nothing() -> None:
    empty = re.compile(r"(Manager|Helper|Handler|Service|Util)s?$")
    named = [
        f"{path.name} {node.name}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and empty.search(node.name)
    ]

    assert named == []


def test_migrations_import_none_of_our_code_and_have_a_name() -> None:
    imports = re.compile(r"^(from|import) stuhlkreis|^\s*stuhlkreis\.", re.MULTILINE)
    files = list(SRC.rglob("migrations/0*.py"))

    assert [str(p) for p in files if imports.search(p.read_text())] == []
    assert [str(p) for p in files if "_auto_" in p.name] == []


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_exception_to_a_check_has_its_reason() -> None:
    bare = re.compile(r"#\s*(noqa|type: ignore)(?!.*(--|\s#\s))")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*PYTHON, *(ROOT / "tests").rglob("*.py")]
        for number, text in enumerate(path.read_text().splitlines(), 1)
        if bare.search(text) and "re.compile" not in text
    ]

    assert found == []


def test_templates_hold_no_inline_style_or_script() -> None:
    inline = re.compile(r'\sstyle="|<style|<script(?![^>]*\bsrc=)|\son[a-z]+="')
    templates = (SRC / "web" / "templates").rglob("*.html")

    assert [str(p) for p in templates if inline.search(p.read_text())] == []


def test_templates_and_styles_ask_no_third_party() -> None:
    foreign = re.compile(
        r"(src|srcset|action|poster)=[\"']?(https?:)?//|url\([\"']?https?:|@import"
    )
    files = [*(SRC / "web").rglob("*.html"), *(SRC / "web").rglob("*.css")]

    assert [str(p) for p in files if foreign.search(p.read_text())] == []


def test_both_dark_schemes_say_the_same() -> None:
    tokens = (SRC / "web" / "static" / "css" / "tokens.css").read_text()
    blocks = [
        sorted(re.findall(r"--[a-z0-9-]+:[^;]+;", block))
        for selector, block in re.findall(r"([^{}]+)\{([^{}]*)\}", tokens)
        if "data-scheme" in selector
    ]

    assert len(blocks) == 2
    assert blocks[0] == blocks[1]


def test_every_setting_is_told_in_the_docs() -> None:
    told = (ROOT / "docs" / "settings.md").read_text()
    named = set()
    for path in [SRC / "config" / "settings.py", *(SRC / "cli").glob("*.py")]:
        named |= set(re.findall(r"STUHLKREIS_[A-Z_]+", path.read_text()))

    assert {name for name in named if f"`{name}`" not in told} == set()


def test_every_command_is_told_in_the_docs() -> None:
    text = parser().format_help()
    told = (ROOT / "docs" / "handbuch" / "befehle.md").read_text()
    names = set(re.findall(r"^    ([a-z]+)", text, re.MULTILINE))

    assert COMMANDS
    assert {name for name in names if f"stuhlkreis {name}" not in told} == set()


def test_every_permission_is_told_in_the_docs() -> None:
    told = (ROOT / "docs" / "glossary.md").read_text()

    assert {right for right in Permission if f"`{right}`" not in told} == set()


def test_the_architecture_document_draws_the_order_the_linter_keeps() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = contracts["contracts"][0]["layers"]
    order = [re.sub(r"[()]", "", layer) for layer in layers]
    drawn = (ROOT / "docs" / "architecture.md").read_text()
    diagram = re.search(r"```text\n(.*?)```", drawn, re.DOTALL)

    assert diagram is not None
    assert [line.split("#")[0].strip() for line in diagram.group(1).splitlines()] == order


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Every route of ours as (name, pattern)."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, pattern)
        elif isinstance(entry, URLPattern):
            yield entry.name or "", pattern


PUBLIC_ROUTES = ROOT / "tests" / "house" / "public_routes.txt"


def test_only_the_listed_addresses_are_open_without_log_in() -> None:
    opened = []

    def walk(resolver: URLResolver, before: str) -> None:
        for entry in resolver.url_patterns:
            pattern = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                walk(entry, pattern)
            elif not getattr(entry.callback, "login_required", True):
                opened.append(pattern)

    walk(get_resolver(), "")

    assert sorted(opened) == PUBLIC_ROUTES.read_text().splitlines()
