"""How much of a text around a match is meant. Loads nothing: the interface begins with one of these."""

MATCH, CLAUSE, SENTENCE = 0, 1, 2
"""The match alone, its clause, its sentence; each more is a clause more on both sides."""
