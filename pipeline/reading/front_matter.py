"""YAML front matter: the block between two `---` lines that opens a text file."""

import re
from datetime import date, datetime

import yaml

from pipeline.errors import ArticleError

KEYS = ("title", "author", "publisher", "published", "url", "license")  # others are allowed, and not used
OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f]")


def split_front_matter(source: str) -> tuple[dict[str, str], str]:
    """The front matter's values as strings, and the text after it; a file without one is all text.

    Raises `ArticleError` when the block is not closed or is not `key: value` lines.
    """
    opening = OPENING.match(source)
    if not opening:
        return {}, source
    closing = CLOSING.search(source, opening.end())
    if not closing:
        raise ArticleError("line 1: front matter begins with --- and never ends; close it with a line ---")
    return read_values(source[opening.end() : closing.start()]), source[closing.end() :]


def read_values(block: str) -> dict[str, str]:
    """The values of `KEYS` in a YAML block, each a string on one line."""
    try:
        node = yaml.compose(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ArticleError(_explain(error)) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise ArticleError("line 2: front matter is not made of `key: value` lines, such as `title: ...`")
    values: dict[str, str] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ArticleError(
                f"line {_line(key)}: front matter has a key that is no word; write `key: value`"
            )
        if key.value in values:
            raise ArticleError(f"line {_line(key)}: front matter has {key.value!r} twice; keep one")
        if key.value in KEYS:
            values[key.value] = _string(key.value, value)
    return values


def read_date(value: str) -> date | None:
    """The day that an ISO date or date and time names; None when empty."""
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        message = f"front matter: published {value!r} is not a date; write it as YYYY-MM-DD"
        raise ArticleError(message) from None


def _string(key: str, node: yaml.Node) -> str:
    # author: [Greil Marcus, Ellen Willis]
    if isinstance(node, yaml.SequenceNode):
        return "; ".join(_string(key, item) for item in node.value)
    if not isinstance(node, yaml.ScalarNode):
        raise ArticleError(f"line {_line(node)}: front matter has no text for {key!r}; write `{key}: ...`")
    value = " ".join(node.value.split())
    if UNPRINTABLE.search(value):
        raise ArticleError(f"line {_line(node)}: front matter has a control character in {key!r}; remove it")
    return value


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 2  # the opening --- is line 1


def _explain(error: yaml.YAMLError) -> str:
    line = (
        error.problem_mark.line + 2 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 2
    )
    problem = " ".join(str(getattr(error, "problem", None) or "unreadable characters").split())
    # title: Help!: the story of a song
    return f"line {line}: front matter is not YAML ({problem}); put a value that has a colon in quotes"
