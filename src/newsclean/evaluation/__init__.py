"""How good a cleaner is, counted on lines that people have labelled."""
