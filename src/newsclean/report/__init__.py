"""What went and why, for eyes: on a terminal, in a notebook, and as a page for a browser."""
