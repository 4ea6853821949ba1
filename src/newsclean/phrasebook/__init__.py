"""The stock phrases of the trade, by language and kind, and how to find them in a text."""
