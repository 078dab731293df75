"""The hall for partners: schools, authorities, municipalities, associations, interpreters."""
