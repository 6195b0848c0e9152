// A panel that lies over the page takes the focus; when it goes, the focus returns to what opened it.
(() => {
  let opener = null, shown = null;
  new MutationObserver(() => {
    const drawer = document.querySelector('[data-drawer]');
    if (drawer === shown) return;
    if (drawer) {
      if (!shown) opener = document.activeElement;
      if (getComputedStyle(drawer).position === 'fixed') drawer.querySelector('[data-close]').focus({ preventScroll: true });
    } else stepwell.refocus(opener);
    shown = drawer;
  }).observe(document, { childList: true, subtree: true });

  stepwell.show = selector => {
    if (shown && getComputedStyle(shown).position === 'fixed') { opener = null; shown.querySelector('[data-close]').click(); }
    const target = document.querySelector(selector);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  };
})();
