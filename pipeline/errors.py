"""The one family of errors. Each is a single line: where, what, and what would help."""


class PipelineError(Exception):
    """Something the user can mend; the command shows its message as one line."""


class ArticleError(PipelineError):
    """An article that cannot be read or extracted; the others still come out."""


class CorpusError(PipelineError):
    """A corpus folder that is missing, empty or unreadable."""


class ModelError(PipelineError):
    """A spaCy pipeline that cannot be loaded, or lacks what the stages need."""


class PackError(PipelineError):
    """A rule pack with mistakes; the message lists all of them, one line each."""


class OutputError(PipelineError):
    """Tables that cannot be written or do not keep to their schema."""
