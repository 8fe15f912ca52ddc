"""From a corpus folder to articles. What cannot be read is reported, and the rest still comes out."""

import re
import stat
from collections import defaultdict
from pathlib import Path

from pipeline.errors import ArticleError, CorpusError
from pipeline.reading.front_matter import read_date, split_front_matter
from pipeline.reading.page import read_page
from pipeline.records import Article, Failure

SUFFIXES = (".txt", ".md", ".html")
BESIDE = ("authority.csv",)  # files of the corpus folder that are no articles; dot files are none either
ID = re.compile(r"[a-z0-9-]+")

LONGEST_ARTICLE = 300_000  # characters: 50,000 words, and two gigabytes of memory for one parse
LONGEST_WORD = 5_000  # characters without a space; the tokenizer's time grows with their square
WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def read_corpus(folder: Path) -> tuple[list[Article], list[Failure]]:
    """The articles of a folder by id, and the files that could not be read by name.

    Raises `CorpusError` when there is no such folder, or nothing in it.
    """
    articles: list[Article] = []
    failures: list[Failure] = []
    paths = list_corpus(folder)
    shared = shared_ids(paths)
    for path in paths:
        try:
            check_name(path, shared)
            articles.append(read_article(path))
        except ArticleError as error:
            failures.append(Failure(path.name, str(error)))
        except Exception as error:  # a page or front matter that its parser chokes on
            problem = " ".join(str(error).split())[:200]
            failures.append(
                Failure(path.name, f"cannot be read ({type(error).__name__}: {problem}); mend it")
            )
    return sorted(articles, key=lambda article: article.id), failures


def list_corpus(folder: Path) -> list[Path]:
    """What lies in a corpus folder, by name, without dot files and the authority file."""
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; give a folder of .txt, .md or .html articles")
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be read ({error.strerror}); check its permissions") from None
    paths = [folder / name for name in names if not name.startswith(".") and name not in BESIDE]
    # page_files/ is what a browser saves beside page.html
    paths = [path for path in paths if not (path.is_dir() and path.name.endswith("_files"))]
    if not paths:
        raise CorpusError(f"{folder}: no articles in it; put .txt, .md or .html files there")
    return paths


def shared_ids(paths: list[Path]) -> dict[str, list[str]]:
    """Article ids that more than one file claims, with the files' names."""
    names = defaultdict(list)
    for path in paths:
        if path.suffix in SUFFIXES:
            names[path.stem].append(path.name)
    return {stem: claims for stem, claims in names.items() if len(claims) > 1}


def check_name(path: Path, shared: dict[str, list[str]]) -> None:
    """Nothing; raises `ArticleError` when the file's name makes it no article of its own."""
    if path.suffix not in SUFFIXES:
        raise ArticleError("not an article; articles are .txt, .md or .html files, move others elsewhere")
    if not ID.fullmatch(path.stem):
        raise ArticleError(f"the name may have a-z, 0-9 and - only; rename it to {_better_name(path)}")
    if path.stem in shared:
        others = ", ".join(name for name in shared[path.stem] if name != path.name)
        raise ArticleError(f"has the same article id as {others}; rename one of them")


def read_article(path: Path) -> Article:
    """The article in one file. Raises `ArticleError` with what is wrong and what would help."""
    source = _read_bytes(path)
    if not source.strip():
        raise ArticleError("the file is empty; write the article in it, or remove it")
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ArticleError("not UTF-8 but UTF-16; save it as UTF-8")
    if b"\0" in source:
        raise ArticleError(f"not a text file (NUL at byte {source.index(0)}); save the article as UTF-8 text")
    article = read_page(path.stem, source) if path.suffix == ".html" else _read_text(path.stem, source)
    check_text(article.text)
    return article


def check_text(text: str) -> None:
    """Nothing; raises `ArticleError` when a text is empty or more than the parser can take."""
    if not text.strip():
        raise ArticleError("no text after the front matter; write the article below it, or remove the file")
    if len(text) > LONGEST_ARTICLE:
        raise ArticleError(
            f"{len(text):,} characters, more than the {LONGEST_ARTICLE:,} that one parse can take; "
            "split the article"
        )
    if word := WORD.search(text):
        line = text.count("\n", 0, word.start()) + 1
        raise ArticleError(
            f"{len(word.group()):,} characters without a space (line {line} of the text), more than the "
            f"{LONGEST_WORD:,} that the parser can take; remove them, or put spaces between words"
        )


def first_line_title(text: str) -> str:
    """The first line, when an empty line follows it; else the empty string."""
    lines = text.lstrip("\n").split("\n", 2)
    followed_by_empty_line = len(lines) == 3 and not lines[1].strip()
    return " ".join(lines[0].lstrip("#").split()) if followed_by_empty_line else ""


def _read_text(article_id: str, source: bytes) -> Article:
    values, text = split_front_matter(_decode(source))
    return Article(
        id=article_id,
        text=text,
        title=values.get("title") or first_line_title(text),
        author=values.get("author", ""),
        publisher=values.get("publisher", ""),
        published=read_date(values.get("published", "")),
        url=values.get("url", ""),
        license=values.get("license", ""),
    )


def _decode(source: bytes) -> str:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = source[error.start]
        raise ArticleError(f"not UTF-8 (byte {error.start} is 0x{byte:02x}); save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ArticleError("not a file; articles are files that lie directly in the corpus folder")
        return path.read_bytes()
    except OSError as error:
        # Permission denied; Too many levels of symbolic links; No such file (a dangling link)
        raise ArticleError(f"cannot be read ({error.strerror}); mend or remove it") from None


def _better_name(path: Path) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-")
    return (stem or "article") + path.suffix
