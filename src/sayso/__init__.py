"""sayso follows a news story across every outlet and shows who says what."""
