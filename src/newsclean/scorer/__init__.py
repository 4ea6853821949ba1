"""The learned line scorer: what it sees of a line, its weights, and what it makes of them."""
