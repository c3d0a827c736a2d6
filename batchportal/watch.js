// Waiting inside the page. `change` resolves soon after anything that a person could notice has changed;
// `rest` resolves once nothing has for a while, or at the latest after `limit`. Both in milliseconds.
// What happens in open shadow roots counts: whole applications stand in one.
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
  const observe = (root) => {
    observer.observe(root, options);
    observeIn(root);
  };
  const observeIn = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) if (node.shadowRoot) observe(node.shadowRoot);
  };
  const observer = new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && observeIn(node));
    touch();
  });
  const last = setTimeout(() => done('limit'), limit);
  observe(document);
  events.forEach((name) => document.addEventListener(name, touch, true));
  if (until === 'rest') touch();
})
