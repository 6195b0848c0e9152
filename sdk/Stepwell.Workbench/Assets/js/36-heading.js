// The heading of a page that is opened has the focus from the moment it is there, so that readers by ear hear where they are.
// Never later: the focus would be taken from a reader who has moved on meanwhile.
(() => {
  let known = null;
  new MutationObserver(() => {
    const heading = document.querySelector('main h1');
    if (heading === known) return;
    known = heading;
    heading?.focus({ preventScroll: true });
  }).observe(document, { childList: true, subtree: true });
})();
