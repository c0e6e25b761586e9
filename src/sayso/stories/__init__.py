"""Articles to stories: copies, clusters, related articles, source counts."""
