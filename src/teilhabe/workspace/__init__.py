"""The hall for staff: base page, navigation, the page "Heute" and the search over everything."""
