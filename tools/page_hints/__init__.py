"""Training of the page's weights."""
