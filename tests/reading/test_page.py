"""Saved pages: the article without scripts, menus and comments."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ArticleError
from pipeline.reading.articles import read_article
from pipeline.reading.page import decode_page, read_page

FIRST = (
    "In 1965 the Funk Brothers recorded most of what came out of a small house on West Grand Boulevard, "
    "and hardly a buyer of those records knew their names."
)
SECOND = (
    "James Jamerson played his bass line lying on the floor, or so the story went: the drummer, "
    "Benny Benjamin, kept time, and Earl Van Dyke led the band from the piano."
)
PAGE = f"""<!doctype html>
<html><head><meta charset="utf-8"><title>The house band | Example Weekly</title>
<meta name="author" content="Ann Example"><meta property="og:site_name" content="Example Weekly">
<meta property="og:title" content="The house band">
<meta property="article:published_time" content="2019-03-02T10:00:00Z">
<link rel="canonical" href="https://example.org/the-house-band">
<script>var tracked = "Berry Gordy founded a tracker";</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/music">Music</a></nav>
<article><h1>The house band</h1><p>{FIRST}</p><script>document.write("ads")</script><p>{SECOND}</p></article>
<section id="comments"><p>First! Great piece, I was there in 1965.</p></section>
<footer>Copyright 2026</footer></body></html>"""


def test_page() -> None:
    article = read_page("house-band", PAGE.encode())
    assert article.text == f"The house band\n{FIRST}\n{SECOND}"
    assert (article.id, article.title, article.author) == ("house-band", "The house band", "Ann Example")
    assert (article.publisher, article.published) == ("Example Weekly", date(2019, 3, 2))
    assert article.url == "https://example.org/the-house-band"


def test_a_day_in_the_text_is_no_publication_date() -> None:
    text = f"<p>On 9 January 1964 they met. {FIRST}</p><p>{SECOND}</p>"
    page = f"<html><body><article>{text}</article></body></html>"
    assert read_page("a", page.encode()).published is None


def test_declared_charset() -> None:
    page = "<html><head><meta charset='iso-8859-1'></head><body>Björk</body></html>"
    assert decode_page(page.encode("latin-1")) == page


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"<p>Bj\xf6rk", r"^not UTF-8 \(byte 5\), and the page declares no charset; save it as UTF-8$"),
        (b"<meta charset=klingon>\xf6", "^not in the charset 'klingon' that it declares; save it as UTF-8$"),
        (b"<meta charset=ascii>\xf6", "^not in the charset 'ascii' that it declares; save it as UTF-8$"),
        (b"<html><script>alert(1)</script></html>", "^no article text found in the page; save"),
        (b"<", "^no article text found in the page; save"),
    ],
)
def test_bad_page(tmp_path: Path, source: bytes, message: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(source)
    with pytest.raises(ArticleError, match=message):
        read_article(path)
