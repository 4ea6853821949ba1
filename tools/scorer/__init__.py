"""Training of the line scorer; ``tools/train_scorer.py`` is the command."""
