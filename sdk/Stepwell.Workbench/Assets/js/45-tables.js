// Lists: whether the top is in sight is told to the host, and the arrow keys go from row to row.
(() => {
  const tops = new WeakMap();
  addEventListener('scroll', e => {
    const list = e.target;
    if (!list.matches?.('[data-top]')) return;
    const top = list.scrollTop < 4;
    if ((tops.get(list) ?? true) === top) return;
    tops.set(list, top);
    list.dispatchEvent(new CustomEvent('attop', { bubbles: true, detail: top }));
  }, { capture: true, passive: true });
  addEventListener('DOMContentLoaded', () =>
    Blazor.registerCustomEventType('attop', { browserEventName: 'attop', createEventArgs: e => ({ atTop: e.detail }) }));

  stepwell.scrollToTop = selector => document.querySelector(selector)?.scrollTo({ top: 0 });

  addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || !['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(e.key)) return;
    const list = e.target.closest?.('[data-rows]');
    if (!list || !e.target.matches('[data-row]')) return;
    const rows = [...list.querySelectorAll('[data-row]')];
    const at = rows.indexOf(e.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[e.key];
    if (!rows[to]) return;
    e.preventDefault();
    rows[to].focus();
  });
})();
