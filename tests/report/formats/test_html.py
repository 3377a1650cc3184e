"""The page as a browser and a screen reader take it: well formed, nothing to load, every picture with words."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import html5lib
import pytest
from html5lib.html5parser import ParseError
from markupsafe import escape

from kl_check.model.report import Cell, Paragraph, Report, Table
from kl_check.report.formats.headings import headed
from kl_check.report.formats.html import html, prose

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """Elements with their attributes in order; complains about tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice on {tag}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append((self.open[-1] if self.open else "", data))


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return html(report)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_a_stray_tag_is_noticed() -> None:
    with pytest.raises(AssertionError):
        Page("<p><b>x</p></b>")


def test_identifiers_are_unique_and_every_link_leads_somewhere(page: Page) -> None:
    identifiers = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(set(identifiers)) == len(identifiers)
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert links
    assert {link[1:] for link in links} <= set(identifiers)
    inside = [value for _, attributes in page.elements if (value := attributes.get("xlink:href"))]
    assert {value[1:] for value in inside} <= set(identifiers)


def test_nothing_is_loaded_and_nothing_runs(text: str, page: Page) -> None:
    assert "://" not in text
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.elements}
    assert not [value for _, attributes in page.elements for value in attributes if value.startswith("on")]
    assert "@import" not in text
    assert set(re.findall(r"url\(([^)]*)\)", text)) == set(re.findall(r"url\((#[\w-]+)\)", text))


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_language_and_text_alternatives(page: Page) -> None:
    assert page.elements[0] == ("html", {"lang": "en"})
    pictures = [attributes for tag, attributes in page.elements if tag == "svg"]
    assert len(pictures) == 10
    assert all(one["role"] == "img" and len(one["aria-label"] or "") > 40 for one in pictures)
    boxes = [attributes for _, attributes in page.elements if attributes.get("class") == "scroll"]
    assert all(one["tabindex"] == "0" and one["aria-label"] for one in boxes)


def test_tables_have_a_caption_and_headings_of_rows_and_columns(page: Page) -> None:
    tags = [tag for tag, _ in page.elements]
    assert tags.count("table") == tags.count("caption") > 0
    assert {attributes["scope"] for tag, attributes in page.elements if tag == "th"} == {"col", "row"}


def test_every_formula_is_mathml(text: str, report: Report) -> None:
    steps = sum(len(one.steps) + 1 for one in report.material.derivations)
    assert text.count("<math") > steps
    words = re.sub(r"<style>.*?</style>|<code>.*?</code>", "", text, flags=re.DOTALL)
    assert "\\" not in words
    assert "$" not in words


def test_one_fold_is_open(text: str) -> None:
    assert re.findall(r'<details id="([\w-]+)" open>', text) == ["role-log-var"]


def test_the_list_of_contents_names_every_fold_and_group(page: Page, report: Report) -> None:
    entries = [block.anchor for section in report.sections for _, block in headed(section.blocks)]
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert {f"#{anchor}" for anchor in entries} <= set(links)


def test_a_line_to_copy_stands_as_it_was_checked(text: str, report: Report) -> None:
    for one in report.material.recipes:
        assert f"<pre><code>{escape(one.text)}</code></pre>" in text


def test_the_page_is_valid_html(text: str) -> None:
    """Strict: the parser raises where a browser would repair."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(text)
    assert tree.find("body/main") is not None


@pytest.mark.parametrize(
    "spoiled",
    [
        pytest.param("<!doctype html><title>t</title><p><div></p>", id="block-in-a-paragraph"),
        pytest.param("<!doctype html><title>t</title><table><p></table>", id="paragraph-in-a-table"),
        pytest.param("<title>t</title>", id="no-doctype"),
    ],
)
def test_the_parser_is_strict(spoiled: str) -> None:
    with pytest.raises(ParseError):
        html5lib.HTMLParser(strict=True).parse(spoiled)


def test_what_is_written_is_never_taken_for_markup(report: Report) -> None:
    wicked = "<script>alert('$')</script> & \"x\" `<b>` [<i>](#a)"
    assert "<script" not in prose(wicked)
    assert "<b>" not in prose(wicked)
    table = Table(wicked, (wicked,), ((Cell(wicked),),))
    section = report.sections[0].__class__("wicked", wicked, (Paragraph(wicked), table))
    changed = report.__class__(wicked, wicked, report.tallies, (), (section,), report.material)
    page = Page(html(changed))
    assert not {"script", "b", "i"} & {tag for tag, _ in page.elements}
