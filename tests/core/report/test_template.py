"""Templates: kept and read again; each way to be wrong gets its word."""

import json
from pathlib import Path

import pytest

from core import paths
from core.cli import main as cli
from core.errors import TemplateError
from core.report import template
from core.report.template import NetworkPages, Paper, Part, Template


def test_a_template_survives_its_file(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    kept = Template(
        "Herbst", "Beispiel GmbH", logo, Paper.LETTER, frozenset({Part.MAP}), NetworkPages.ALWAYS
    )
    template.write(kept, tmp_path / "t.json")
    assert template.read(tmp_path / "t.json") == kept


def test_a_logo_is_looked_for_beside_its_template(tmp_path: Path) -> None:
    template.write(Template(), tmp_path / "t.json")
    fields = json.loads((tmp_path / "t.json").read_text("utf-8"))
    (tmp_path / "t.json").write_text(json.dumps({**fields, "logo": "l.png"}))
    assert template.read(tmp_path / "t.json").logo == tmp_path / "l.png"


@pytest.mark.parametrize(
    "field", ["schema", "title", "company", "logo", "paper", "network", "parts"]
)
def test_a_missing_field_is_named(tmp_path: Path, field: str) -> None:
    template.write(Template(), tmp_path / "t.json")
    fields = json.loads((tmp_path / "t.json").read_text("utf-8"))
    del fields[field]
    (tmp_path / "t.json").write_text(json.dumps(fields))
    with pytest.raises(TemplateError, match=rf't\.json.*"{field}"'):
        template.read(tmp_path / "t.json")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 3),
        ("logo", []),
        ("paper", "A3"),
        ("network", "some"),
        ("parts", "map"),
        ("parts", ["maps"]),
    ],
)
def test_a_field_of_nonsense_is_named(tmp_path: Path, field: str, value: object) -> None:
    template.write(Template(), tmp_path / "t.json")
    fields = json.loads((tmp_path / "t.json").read_text("utf-8"))
    (tmp_path / "t.json").write_text(json.dumps({**fields, field: value}))
    with pytest.raises(TemplateError, match=f'"{field}" holds nonsense'):
        template.read(tmp_path / "t.json")


@pytest.mark.parametrize("text", ["", "[1]", "nonsense", "[" * 5000])
def test_what_is_no_template_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.json").write_text(text)
    with pytest.raises(TemplateError, match="not a template"):
        template.read(tmp_path / "t.json")


def test_the_command_line_wins_over_the_template() -> None:
    assert template.chosen("short", title="T", paper="Letter") == Template(
        "T", paper=Paper.LETTER, parts=template.BUILT_IN["short"].parts, network=NetworkPages.NEVER
    )
    assert template.chosen("short", network="long").network is NetworkPages.LONG


@pytest.mark.parametrize(
    ("parts", "network"),
    [(["map", "network"], NetworkPages.LONG), (["map"], NetworkPages.NEVER)],
)
def test_a_template_kept_before_is_read_as_it_was_meant(
    tmp_path: Path, parts: list[str], network: NetworkPages
) -> None:
    fields = {"title": "T", "company": "", "logo": None, "paper": "A4", "parts": parts}
    (tmp_path / "t.json").write_text(json.dumps({"schema": "template-1", **fields}))
    assert template.read(tmp_path / "t.json") == Template(
        "T", parts=frozenset({Part.MAP}), network=network
    )
    (tmp_path / "t.json").write_text(json.dumps({"schema": "template-1", **fields, "parts": 1}))
    with pytest.raises(TemplateError, match='"parts" holds nonsense'):
        template.read(tmp_path / "t.json")


@pytest.mark.parametrize("pages", NetworkPages)
def test_every_rule_for_the_network_s_pages_says_where_they_belong(pages: NetworkPages) -> None:
    short, long = template.SHORT_REPORT, template.SHORT_REPORT + 1
    expected = {"long": (False, True), "always": (True, True), "never": (False, False)}[pages]
    assert (pages.belong(short), pages.belong(long)) == expected
    assert pages is not NetworkPages.LONG or f"more than {short} " in pages.hint


def test_a_template_that_is_not_there_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ["report", str(tmp_path), "--out", str(tmp_path / "o.pdf"), "--template", "fulll"]
    assert cli.main(wanted) == cli.WRONG_USAGE
    assert "fulll: no such file" in capsys.readouterr().err


def test_the_schema_knows_all_fields_and_parts() -> None:
    schema = json.loads((paths.resources() / "schema" / "template-2.json").read_text("utf-8"))
    assert schema["title"] == template.SCHEMA
    assert schema["properties"]["parts"]["items"]["enum"] == list(Part)
    assert schema["properties"]["paper"]["enum"] == list(Paper)
    assert schema["properties"]["network"]["enum"] == list(NetworkPages)
