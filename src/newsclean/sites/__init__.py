"""Site profiles: what one site repeats on its pages, learned from a crawl, kept in a file, merged and applied.

Needs the extra ``corpus``. From the ground up: ``host`` (which site), ``page`` (what a page adds), ``counts`` over
``spill`` (counting on disk), ``crawl`` over ``stories`` (how many pages), ``deciding`` over ``evidence`` (what is
learned), ``file``, and on top ``learning``, ``merging``, ``editing`` and ``profile``.
"""

from newsclean.sites.editing import protect, prune
from newsclean.sites.learning import Learned, learn
from newsclean.sites.merging import merge
from newsclean.sites.profile import SiteProfile

__all__ = ["Learned", "SiteProfile", "learn", "merge", "protect", "prune"]
