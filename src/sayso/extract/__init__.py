"""Page to articles: body and metadata."""
