"""The public pages, from the portal's address to the page that asks for the password."""

from batchportal.page import Element, Page


class Entrance(Page):
    """The links a person follows, in the manual's order. A portal may lack some or join them."""

    stem = "entrance"
    landmarks = ("audience", "log_in", "professionals", "access_codes")

    language = Element()
    audience = Element()
    log_in = Element()
    professionals = Element()
    access_codes = Element()
