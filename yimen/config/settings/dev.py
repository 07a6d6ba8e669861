"""A laptop, or a first look."""

from yimen.config.settings.base import *

DEBUG = True
