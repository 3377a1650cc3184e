"""What a word of the vocabulary means, with right and wrong examples."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from kl_check.know.mistakes.table import BY_WORD as MISTAKES
from kl_check.know.mistakes.table import MISTAKES as ALL_MISTAKES
from kl_check.know.words import BY_WORD as WORDS
from kl_check.know.words import ENTRIES
from kl_check.model.errors import Misuse
from kl_check.report.formats.style import Style
from kl_check.report.formats.text import row, wrapped


def explained(word: str, style: Style) -> str:
    """One word. Raises `Misuse` for a word that is not in the vocabulary, naming the nearest."""
    word = word.lower()
    if word in MISTAKES:
        mistake = MISTAKES[word]
        examples = {"wrong": mistake.wrong, "right": mistake.right}
        return _page(f"{style('bold', word)}  mistake: {mistake.title}", mistake.explanation, examples, style)
    if word in WORDS:
        kind = next(kind for kind, entries in ENTRIES if WORDS[word] in entries)
        entry = WORDS[word]
        example = " --as ".join(filter(None, (entry.example, *entry.pins)))
        title = f"{style('bold', word)}  {kind}: {entry.title}"
        return _page(title, entry.explanation, {"example": example}, style)
    near = get_close_matches(word, [*MISTAKES, *WORDS], n=1)
    hint = f"; did you mean {near[0]}?" if near else ";"
    raise Misuse(f"{word} is not a word of kl-check{hint} `kl-check explain` lists them")


def _page(title: str, text: str, examples: Mapping[str, str], style: Style) -> str:
    lines = [title, "", *wrapped(text), ""]
    for label, code in examples.items():
        lines += row(label, code, style) if code else []
    return "\n".join(lines).rstrip() + "\n"


def vocabulary(style: Style) -> str:
    """Every word with its meaning in a line."""
    mistakes = tuple((mistake.word, mistake.title) for mistake in ALL_MISTAKES)
    groups = [*((f"{kind}s", tuple((one.word, one.title) for one in rows)) for kind, rows in ENTRIES)]
    lines = []
    for kind, words in (*groups, ("mistakes", mistakes)):
        lines += [style("bold", kind), *(f"  {word:<24}{title}" for word, title in words), ""]
    return "\n".join(lines)
