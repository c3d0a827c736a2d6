"""Which form of a page something belongs to: a page asks for other things beside what is meant.

What is chosen or typed in one form is never sent by the button of another: 'Valider' beside 'Votre e-mail', 'Envoyer'
below 'Demander un accès'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.border import portal_errors

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle

    from batchportal.locators import Found
    from batchportal.session import Session

# A field in a shadow root belongs to the form around its host.
_FORM_OF = """(node) => {
  for (let part = node; part; part = part.parentElement ?? part.getRootNode().host) {
    if (part.form ?? part.localName === 'form') return part.form ?? part;
  }
  return null;
}"""
_SUBMITS = """(form) => [...form.querySelectorAll('button, input')].filter((one) =>
  ['submit', 'image'].includes(one.type) && one.checkVisibility({ visibilityProperty: true }))"""
_APART = f"""(field, button) => {{
  const [ours, theirs] = [field, button].map({_FORM_OF});
  return theirs !== null && ours !== null && ours !== theirs;
}}"""
_SENDS = f"""(field, button) => {{
  const [ours, theirs] = [field, button].map({_FORM_OF});
  return ours === theirs || (theirs === null && !({_SUBMITS})(ours).length);
}}"""
_SENT_BY = f"""(field) => {{
  const form = ({_FORM_OF})(field);
  const [button] = form ? ({_SUBMITS})(form) : [];
  const read = (name) => button.getAttribute(name) ?? '';
  return button ? button.innerText.trim() || button.value || read('aria-label') || read('alt') || read('title') : '';
}}"""


async def apart(session: Session, first: Found, second: Found) -> bool:
    """Whether two controls stand in two different forms."""
    with portal_errors(session.here):
        if first.frame is not second.frame:
            return False
        return bool(await (await first.element()).evaluate(_APART, await second.element()))


async def sends(button: ElementHandle, field: ElementHandle) -> bool:
    """Whether a button can be the one that sends a field: it is of its form, or that has none of its own.

    Raises:
        playwright.async_api.Error: the page of one of them is gone.
    """
    return bool(await field.evaluate(_SENDS, button))


async def sent_by(session: Session, field: Found) -> str:
    """What the button says that sends a field's form when Enter is pressed in it; empty where no button does."""
    with portal_errors(session.here):
        return str(await (await field.element()).evaluate(_SENT_BY))
