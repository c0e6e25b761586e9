"""Command line, site and API: customers of the desk."""
