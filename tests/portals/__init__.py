"""Portals of people who knew the manual and not the client: does it find its way there with no configuration?"""
