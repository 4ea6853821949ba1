"""How well a text cleaner does on lines of which people have said what they are."""
