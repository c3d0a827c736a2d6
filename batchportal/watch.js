// Waiting inside the page. `change` resolves soon after anything that a person could notice has changed;
// `rest` resolves once nothing has for a while, or at the latest after `limit`. Both in milliseconds.
({ until, calm, limit }) => new Promise((resolve) => {
  const events = ['transitionend', 'animationend', 'load', 'readystatechange', 'input', 'change'];
  const options = { subtree: true, childList: true, attributes: true, characterData: true };
  let timer;
  const done = (outcome) => {
    observer.disconnect();
    events.forEach((name) => document.removeEventListener(name, touch, true));
    clearTimeout(timer);
    clearTimeout(last);
    resolve(outcome);
  };
  const touch = () => {
    if (until === 'change' && timer) return;
    clearTimeout(timer);
    timer = setTimeout(() => done('still'), calm);
  };
  const observer = new MutationObserver(touch);
  const last = setTimeout(() => done('limit'), limit);
  observer.observe(document, options);
  events.forEach((name) => document.addEventListener(name, touch, true));
  if (until === 'rest') touch();
})
