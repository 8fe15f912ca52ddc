"""Saved web pages; the only door of trafilatura."""

import codecs
import re
from datetime import date
from typing import Any

from pipeline.errors import ArticleError
from pipeline.records import Article

DECLARED = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]{1,40})""", re.IGNORECASE)
HEAD = 4096  # bytes in which a page declares its encoding
# A day in the running text is no publication date, so only the page's metadata is asked; the
# last possible day is fixed because trafilatura's own is today, and would change with the run.
DATES = {"extensive_search": False, "original_date": True, "max_date": "2999-12-31"}


def read_page(article_id: str, source: bytes) -> Article:
    """The article that a saved page holds, without its menus, scripts and comments."""
    from trafilatura import bare_extraction  # half a second to import, and few corpora have pages

    found: Any = bare_extraction(
        decode_page(source), include_comments=False, date_extraction_params=dict(DATES), with_metadata=True
    )
    text = "" if found is None else re.sub(r"\r\n?", "\n", found.text or "")
    if found is None or not text.strip():
        raise ArticleError("no article text found in the page; save the article as .txt")
    return Article(
        id=article_id,
        text=text,
        title=_line(found.title),
        author=_line(found.author),
        publisher=_line(found.sitename),
        published=date.fromisoformat(found.date) if found.date else None,
        url=_line(found.url),
        license=_line(found.license),
    )


def decode_page(source: bytes) -> str:
    """The page's characters: UTF-8, or else the encoding that the page declares."""
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        declared = DECLARED.search(source[:HEAD])
        if not declared:
            message = f"not UTF-8 (byte {error.start}), and the page declares no charset; save it as UTF-8"
            raise ArticleError(message) from None
    charset = declared.group(1).decode("ascii")
    try:
        codecs.lookup(charset)
        return source.decode(charset)
    except (LookupError, UnicodeDecodeError):
        raise ArticleError(f"not in the charset {charset!r} that it declares; save it as UTF-8") from None


def _line(value: str | None) -> str:
    return " ".join((value or "").split())
