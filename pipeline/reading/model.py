"""The spaCy pipeline, and from articles to Docs."""

import re
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from pipeline.errors import ModelError
from pipeline.records import Article

SHIPPED = Path(__file__).parent.parent / "model"
# What the stages look at, and the component of spaCy's English pipelines that sets it.
NEEDS = {"token.tag": "tagger", "token.dep": "parser", "token.lemma": "lemmatizer", "doc.ents": "ner"}
LABELS = {"parser": {"nsubj", "dobj", "pobj"}, "ner": {"PERSON", "ORG"}}
ADVICE = "use the shipped model, or one such as en_core_web_sm (python -m spacy download en_core_web_sm)"

# What may be a title in quotation marks: short, with no sentence end before another capital.
SHORT_QUOTATION = re.compile(
    r"“(?:(?![.!?] [A-Z])[^“”\"\n]){1,60}”|\"(?:(?![.!?] [A-Z])[^“”\"\n]){1,60}\"(?!\w)"
)

PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n")
LINE_START = re.compile(r"\n[ \t]*(?=[^\W\d_])")
WRAPPED = 0.5  # share of lines that begin in lower case, from which a text is wrapped at some width


def load_model(name: str | Path | None = None) -> Language:
    """The spaCy pipeline of that package name or folder; the shipped one when none is named.

    Raises `ModelError` when it cannot be loaded, or lacks what the stages need.
    """
    try:
        nlp = spacy.load(SHIPPED if name is None else name)
    except Exception as error:  # a broken model raises whatever its component happens to raise
        raise ModelError(f"model {str(name or SHIPPED)!r}: {_why_not(error)}; {ADVICE}") from error
    check_model(nlp, str(name or SHIPPED))
    split_dashes(nlp)
    return nlp


def split_dashes(nlp: Language) -> None:
    """Make the tokenizer split at dashes and double quotes inside words: singles—"One" and "Two"—were."""
    infixes = [
        *(nlp.Defaults.infixes or ()),
        r"(?<=\w)[—–](?=\S)",
        r"(?<=\S)[—–](?=\w)",
        r"(?<=\S)[\"“”](?=\S)",
    ]
    tokenizer: Any = nlp.tokenizer
    if hasattr(tokenizer, "infix_finditer"):  # a model may bring its own, which has none
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def check_model(nlp: Language, name: str) -> None:
    """Nothing; raises `ModelError` when the pipeline is not an English one with parser and ner."""
    assigned = {attribute for pipe in nlp.pipe_names for attribute in nlp.get_pipe_meta(pipe).assigns}
    lacking = [pipe for attribute, pipe in NEEDS.items() if attribute not in assigned]
    if lacking:
        raise ModelError(f"model {name!r}: has no {', no '.join(lacking)}; {ADVICE}")
    for pipe, labels in LABELS.items():
        absent = sorted(labels - set(nlp.pipe_labels.get(pipe, labels)))
        if absent:
            raise ModelError(
                f"model {name!r}: its {pipe} has no label {', no label '.join(absent)}; {ADVICE}"
            )


def parse(article: Article, nlp: Language) -> Doc:
    """The article's Doc, with `doc.text == article.text`.

    One article at a time, so that a parse depends on nothing but its own text: in a
    batch the sums behind it may differ in their last bits.
    """
    return nlp(make_doc(article.text, nlp))


def make_doc(text: str, nlp: Language) -> Doc:
    """The text's tokens; the first of each paragraph begins a sentence.

    So a headline or a photo credit does not run into the paragraph below it.
    """
    doc = nlp.make_doc(text)
    is_break = re.compile("\n") if not is_wrapped(text) else PARAGRAPH_BREAK
    between = ""  # white space since the last word
    for token in doc:
        if token.is_space:
            between += token.text_with_ws
        else:
            if is_break.search(between):
                token.is_sent_start = True
            between = ""
    for first, last in short_quotations(doc):
        for token in doc[first:last]:
            token.is_sent_start = False
    return doc


def short_quotations(doc: Doc) -> list[tuple[int, int]]:
    """The tokens after the opening mark, up to and with the closing one, of what may be quoted titles.

    A sentence does not end inside “Mercy Mercy Me”.
    """
    spans = []
    for pair in SHORT_QUOTATION.finditer(doc.text):
        words = doc.char_span(pair.start(), pair.end(), alignment_mode="expand")
        if words is not None:
            spans.append((words.start + 1, words.end))
    return spans


def is_wrapped(text: str) -> bool:
    """Whether lines are wrapped at some width, so that a single newline ends no paragraph."""
    firsts = [text[match.end()] for match in LINE_START.finditer(PARAGRAPH_BREAK.sub("", text))]
    return bool(firsts) and sum(first.islower() for first in firsts) / len(firsts) >= WRAPPED


def _why_not(error: Exception) -> str:
    if isinstance(error, OSError) and "[E050]" in str(error):
        return "is neither an installed package nor a folder with a model"
    return " ".join(f"cannot be loaded ({error})".split())[:300]
