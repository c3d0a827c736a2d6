"""The portal's pages and the walks over them, in the order of the manual."""
