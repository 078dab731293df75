"""Plain German writes dates and numbers as German does."""

from teilhabe.kit.formats.de.formats import *  # noqa: F403  # one source for both
