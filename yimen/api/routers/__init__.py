"""One file a subject: schema in, one query, schema out."""
