#!/usr/bin/env python
"""Django's own command line; people use `yimen` instead (yimen/config/cli.py)."""

import os
import sys

from django.core.management import execute_from_command_line

from yimen.config.database import database_running

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings.dev")
    with database_running():
        execute_from_command_line(sys.argv)
