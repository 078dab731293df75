"""The real settings plus the bare views that our pages are measured against."""

from teilhabe.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
