// A panel that lies over the page takes the focus; when it goes, the focus returns to what opened it.
(() => {
  let opener = null, shown = null, covered = [];
  const isOver = () => shown?.isConnected && getComputedStyle(shown).position === 'fixed';
  const uncover = () => {
    for (const element of covered) element.inert = false;
    covered = [];
  };
  // What a panel as wide as the window hides cannot be reached by Tab either.
  const cover = () => {
    uncover();
    if (!isOver() || shown.offsetWidth < innerWidth) return;
    for (let inner = shown; inner.parentElement && inner.id !== 'main'; inner = inner.parentElement)
      for (const element of inner.parentElement.children)
        if (element !== inner && !element.inert) { element.inert = true; covered.push(element); }
  };
  new MutationObserver(() => {
    const drawer = document.querySelector('[data-drawer]');
    if (drawer === shown) return;
    if (drawer && !shown) opener = document.activeElement;
    shown = drawer;
    cover();
    if (isOver()) drawer.querySelector('[data-close]').focus({ preventScroll: true });
    else if (!drawer) stepwell.refocus(opener);
  }).observe(document, { childList: true, subtree: true });

  addEventListener('resize', cover);

  stepwell.show = selector => {
    if (isOver()) { opener = null; uncover(); shown.querySelector('[data-close]').click(); }
    const target = document.querySelector(selector);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  };
})();
