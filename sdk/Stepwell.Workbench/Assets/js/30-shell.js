// Navigation on narrow screens, dialogs, shortcuts, ages: all that must work at once, without asking the host.
(() => {
  const root = document.documentElement;
  const menu = open => {
    root.toggleAttribute('data-menu', open);
    document.querySelector('.menu-button')?.setAttribute('aria-expanded', String(open));
  };
  const shortcuts = () => document.getElementById('shortcuts');
  const actions = {
    menu: () => menu(!root.hasAttribute('data-menu')),
    theme: () => stepwell.toggleTheme(),
    shortcuts: () => shortcuts()?.showModal(),
    'close-dialog': e => e.target.closest('dialog').close(),
  };
  addEventListener('click', e => {
    const action = e.target.closest?.('[data-action]')?.dataset.action;
    if (action) actions[action](e);
    if (e.target.closest?.('.sidebar a')) menu(false);
    if (e.target.closest?.('[data-skip]')) { e.preventDefault(); document.getElementById('main').focus(); }
    if (e.target.id === 'shortcuts') e.target.close();
  });

  let leader = -Infinity;
  addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.key === 'Escape') {
      if (document.querySelector('dialog[open]')) return;
      // From a field it leads out of the field only: what was typed there is not thrown away with its panel.
      const field = e.target.closest?.('input, textarea, select, [contenteditable]');
      if (field) { field.blur(); return; }
      if (root.hasAttribute('data-menu')) menu(false);
      else [...document.querySelectorAll('[data-drawer] [data-close]')].pop()?.click();
      return;
    }
    if (e.target.closest?.('input, textarea, select, [contenteditable]') || document.querySelector('dialog[open]')) return;
    const second = performance.now() - leader < 1500;
    leader = -Infinity;
    if (second && /^[a-z]$/.test(e.key)) {
      const link = document.querySelector(`.sidebar a[data-key="${e.key}"]`);
      if (link) { e.preventDefault(); link.click(); return; }
    }
    if (e.key === 'g') leader = performance.now();
    else if (e.key === '?') { e.preventDefault(); actions.shortcuts(); }
    else if (e.key === 't') actions.theme();
    else if (e.key === '/') {
      const search = document.querySelector('[data-search]');
      if (search) { e.preventDefault(); search.focus(); search.select?.(); }
    }
  });

  // A dialog that the host draws is opened as a modal one as soon as it is there; when it is gone, the focus returns to where it was asked for.
  let asked = null, asker = null;
  new MutationObserver(() => {
    const dialog = document.querySelector('dialog[data-modal]');
    if (dialog === asked) return;
    if (!asked) asker = document.activeElement;
    asked = dialog;
    if (dialog) dialog.showModal();
    else stepwell.refocus(asker);
  }).observe(document, { childList: true, subtree: true });

  const age = seconds => seconds < 1 ? 'now' : seconds < 60 ? `${Math.floor(seconds)} s` : seconds < 3600 ? `${Math.floor(seconds / 60)} m`
    : seconds < 86400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} d`;
  setInterval(() => {
    for (const time of document.querySelectorAll('time[data-age]')) {
      const text = age((Date.now() - Date.parse(time.dateTime)) / 1000);
      // The text node is the renderer's: it is changed, never replaced.
      if (time.firstChild && time.firstChild.data !== text) time.firstChild.data = text;
    }
  }, 1000);
})();
