"""What can be seen of a text: small functions with one definition each, shared by all cleaners."""
