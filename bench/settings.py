"""The real settings plus the bare views that our pages are measured against."""

from teilhabe.config.settings import *  # noqa: F403, TID251  # this is how settings build on settings

ROOT_URLCONF = "bench.urls"
