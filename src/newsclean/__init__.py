r"""newsclean: the article, and nothing else, out of the text that any scraper extracted.

>>> import newsclean
>>> newsclean.clean("The bridge is open again.\n\nRead more at Example.com")
'The bridge is open again.'
"""

from newsclean.api import clean, clean_html, explain
from newsclean.document import Document, Line
from newsclean.errors import CleanerError, ConfigError, ExtractorError, NewscleanError, UnknownNameError
from newsclean.kinds import Kind
from newsclean.pipeline import Pipeline
from newsclean.registry import Cleaner, cleaner
from newsclean.removal import Cleaned, Cut, Removal, Withheld, restore

__version__ = "0.1.0"

__all__ = [
    "Cleaned",
    "Cleaner",
    "CleanerError",
    "ConfigError",
    "Cut",
    "Document",
    "ExtractorError",
    "Kind",
    "Line",
    "NewscleanError",
    "Pipeline",
    "Removal",
    "UnknownNameError",
    "Withheld",
    "clean",
    "clean_html",
    "cleaner",
    "explain",
    "restore",
]
