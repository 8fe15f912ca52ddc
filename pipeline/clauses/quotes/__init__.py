"""Direct quotations, who said them and where.

Marks are read as characters, paragraph by paragraph; the reporting clause is
read first by its surface (`said X`, `X said`, `X: “...”`), because parsers are
at their weakest in inverted reports, and then by the parse.
"""

from pipeline.clauses.quotes.find import find_quotes

__all__ = ["find_quotes"]
