"""How documents and passages lie in a Whoosh index: schema, writer, snapshot."""
