"""The hall for anyone: base page, navigation, language switch and the cache of public pages."""
