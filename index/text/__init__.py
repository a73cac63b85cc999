"""Pure functions over strings: folding, squeezing, words, sound classes, pairs, clauses, passages, places."""
