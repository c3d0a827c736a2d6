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

# What is pressed in place of a radio button says whether it is chosen; its own row may have a field that shows that.
_ENDS = f"""(button) => {{
  if (button.matches('[aria-pressed], [aria-selected], [aria-checked], [role=option], [role=tab]')) return false;
  const form = ({_FORM_OF})(button), row = button.closest('tr, li, [role=row]');
  const asks = (field) => field.matches('textarea, input')
    && !['checkbox', 'radio', 'submit', 'button', 'image', 'reset', 'hidden'].includes(field.type)
    && !row?.contains(field) && !field.closest('header, nav, footer');
  return [...(form ?? document).querySelectorAll('textarea, input')].some((field) =>
    asks(field) && ({_FORM_OF})(field) === form && field.checkVisibility({{ visibilityProperty: true }}));
}}"""

# A box of nothing but buttons, between two lists, is a part of neither.
_OTHER_PART = """(first, second) => {
  const part = second.closest('fieldset, section, article, dialog, [role=region], [role=dialog]');
  const holds = 'legend, h1, h2, h3, h4, h5, h6, input, select, textarea';
  return Boolean(part?.querySelector(holds)) && !part.contains(first);
}"""


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


async def may_end(session: Session, button: Found) -> bool:
    """Whether a button may send what else is asked for on its page: 'Choisir', in the last rows of a form."""
    with portal_errors(session.here):
        return bool(await (await button.element()).evaluate(_ENDS))


async def in_other_part(session: Session, first: Found, second: Found) -> bool:
    """Whether the second of two controls stands in a part of the page of its own, which the first is none of."""
    if first.frame is not second.frame:
        return True
    with portal_errors(session.here):
        return bool(await (await first.element()).evaluate(_OTHER_PART, await second.element()))
