"""Files to articles, and every kind of bad input to a line that says what would help."""

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ArticleError, CorpusError
from pipeline.reading.articles import (
    LONGEST_ARTICLE,
    LONGEST_WORD,
    first_line_title,
    list_corpus,
    read_article,
    read_corpus,
)
from pipeline.records import Article

TEXT = "Carol Kaye played bass on hundreds of sessions.\n"


def write(folder: Path, name: str, source: str | bytes = TEXT) -> Path:
    path = folder / name
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return path


def test_text_and_front_matter(tmp_path: Path) -> None:
    source = (
        "---\ntitle: No\nauthor: Ann Example\npublisher: The Wire\npublished: 2022-11-15\n"
        "url: https://example.org/kaye\nlicense: CC0-1.0\n---\n\nA headline\n\nCarol Kaye, 1966 —  bass.\n"
    )
    assert read_article(write(tmp_path, "kaye.md", source)) == Article(
        id="kaye",
        text="\nA headline\n\nCarol Kaye, 1966 —  bass.\n",
        title="No",
        author="Ann Example",
        publisher="The Wire",
        published=date(2022, 11, 15),
        url="https://example.org/kaye",
        license="CC0-1.0",
    )


def test_without_front_matter_all_is_text(tmp_path: Path) -> None:
    assert read_article(write(tmp_path, "kaye.txt")) == Article(id="kaye", text=TEXT)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Wrecking Crew\n\nThey played.\n", "The Wrecking Crew"),
        ("\n# The Wrecking Crew\n \nThey played.\n", "The Wrecking Crew"),
        ("The Wrecking Crew\nBy Ann Example\n\nThey played.\n", ""),
        ("The Wrecking Crew played.\n", ""),
        ("The Wrecking Crew played.", ""),
        ("", ""),
    ],
)
def test_first_line_title(text: str, title: str) -> None:
    assert first_line_title(text) == title


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (b"One.\r\nTwo.\rThree.\n", "One.\nTwo.\nThree.\n"),
        (b"\xef\xbb\xbfOne.\n", "One.\n"),
        (b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nOne.\r\n", "One.\n"),
        ("Björk 🎸 Sigur Ro\u0301s\u2028Sinéad.\n".encode(), "Björk 🎸 Sigur Ro\u0301s\u2028Sinéad.\n"),
        (
            "“I never said that, he began. 'Nor (did I.\n".encode(),
            "“I never said that, he began. 'Nor (did I.\n",
        ),
        (b"one\ttwo  three \n\n\n", "one\ttwo  three \n\n\n"),
    ],
    ids=["newlines", "bom", "bom before front matter", "emoji and combining", "unbalanced quotes", "spaces"],
)
def test_text_is_kept(tmp_path: Path, source: bytes, text: str) -> None:
    assert read_article(write(tmp_path, "a.txt", source)).text == text


BAD = {
    "empty": (b"", "the file is empty; write the article in it, or remove it"),
    "blank": (b" \n\n", "the file is empty; write the article in it, or remove it"),
    "only front matter": (
        b"---\ntitle: T\n---\n",
        "no text after the front matter; write the article below it, or remove the file",
    ),
    "front matter without end": (
        b"---\ntitle: T\n\nText.\n",
        "line 1: front matter begins with --- and never ends; close it with a line ---",
    ),
    "broken front matter": (
        b"---\ntitle: Help!: a song: its story\n---\nText.\n",
        "line 2: front matter is not YAML (mapping values are not allowed here); "
        "put a value that has a colon in quotes",
    ),
    "front matter of text": (
        b"---\nJust text.\n---\nText.\n",
        "line 2: front matter is not made of `key: value` lines, such as `title: ...`",
    ),
    "a date that is no date": (
        b"---\npublished: 2022-02-30\n---\nText.\n",
        "front matter: published '2022-02-30' is not a date; write it as YYYY-MM-DD",
    ),
    "not UTF-8": ("Bj\xf6rk".encode("latin-1"), "not UTF-8 (byte 2 is 0xf6); save it as UTF-8"),
    "UTF-16": ("Björk".encode("utf-16"), "not UTF-8 but UTF-16; save it as UTF-8"),
    "NUL": (b"Bjork\0", "not a text file (NUL at byte 5); save the article as UTF-8 text"),
    "5 MB": (
        b"word " * 1_000_000,
        f"5,000,000 characters, more than the {LONGEST_ARTICLE:,} that one parse can take; split the article",
    ),
    "no space": (
        b"A start.\n" + b"a" * 200_000,
        "200,000 characters without a space (line 2 of the text), more than the "
        f"{LONGEST_WORD:,} that the parser can take; remove them, or put spaces between words",
    ),
}


@pytest.mark.parametrize(("source", "message"), BAD.values(), ids=BAD)
def test_bad_file(tmp_path: Path, source: bytes, message: str) -> None:
    with pytest.raises(ArticleError, match=f"^{re.escape(message)}$"):
        read_article(write(tmp_path, "a.txt", source))


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ArticleError, match=r"^cannot be read \(Permission denied\); mend or remove it$"):
        read_article(write(tmp_path, "a.txt"))


def test_corpus_comes_out_whatever_lies_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "b.txt")
    write(tmp_path, "a.md")
    write(tmp_path, "twice.txt")
    write(tmp_path, "twice.md")
    write(tmp_path, "Big Star.txt")
    write(tmp_path, "photo.jpg", b"\xff\xd8")
    write(tmp_path, "empty.txt", "")
    write(tmp_path, ".DS_Store", "")
    write(tmp_path, "authority.csv", "")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "page_files").mkdir()
    articles, failures = read_corpus(tmp_path)
    assert articles == [Article(id="a", text=TEXT), Article(id="b", text=TEXT)]
    assert [(failure.path, failure.message) for failure in failures] == [
        ("Big Star.txt", "the name may have a-z, 0-9 and - only; rename it to big-star.txt"),
        ("empty.txt", "the file is empty; write the article in it, or remove it"),
        ("folder.txt", "not a file; articles are files that lie directly in the corpus folder"),
        ("loop.txt", "cannot be read (Too many levels of symbolic links); mend or remove it"),
        ("nowhere.txt", "cannot be read (No such file or directory); mend or remove it"),
        ("photo.jpg", "not an article; articles are .txt, .md or .html files, move others elsewhere"),
        ("twice.md", "has the same article id as twice.txt; rename one of them"),
        ("twice.txt", "has the same article id as twice.md; rename one of them"),
    ]


def test_a_file_that_breaks_its_parser_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "---\nauthor: " + "[" * 5_000 + "\n---\nText.\n")
    articles, failures = read_corpus(tmp_path)
    assert articles == []
    assert [failure.path for failure in failures] == ["a.txt"]
    assert failures[0].message.startswith("cannot be read (RecursionError")
    assert "\n" not in failures[0].message


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    write(tmp_path, "bj\udcf6rk.txt")
    assert [failure.path for failure in read_corpus(tmp_path)[1]] == ["bj\udcf6rk.txt"]


@pytest.mark.parametrize("name", ["missing", "file.txt"])
def test_no_folder(tmp_path: Path, name: str) -> None:
    write(tmp_path, "file.txt")
    message = f"{tmp_path / name}: no such folder; give a folder of .txt, .md or .html articles"
    with pytest.raises(CorpusError, match=f"^{re.escape(message)}$"):
        list_corpus(tmp_path / name)


def test_empty_folder(tmp_path: Path) -> None:
    write(tmp_path, ".gitkeep", "")
    with pytest.raises(CorpusError, match=r": no articles in it; put \.txt, \.md or \.html files there$"):
        list_corpus(tmp_path)
