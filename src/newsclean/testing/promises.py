"""What newsclean promises of every text, each promise a check that says in a sentence how it was broken."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from newsclean.document import Document
from newsclean.errors import NewscleanError
from newsclean.kinds import Kind
from newsclean.pipeline import Pipeline
from newsclean.registry import Cleaner
from newsclean.removal import Cleaned, Removal, restore
from newsclean.testing.composing import Noisy
from newsclean.testing.strategies import noisy_articles, texts
