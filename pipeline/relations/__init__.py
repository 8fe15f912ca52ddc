"""Patterns against clauses: facts, or the reason why not."""
