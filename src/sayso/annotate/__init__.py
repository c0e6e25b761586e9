"""Article to annotations: entities, statements, figures, moments, hashtags."""
