"""Parts of the portal."""
