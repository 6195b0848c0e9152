// A list that grows at its end: the end stays in sight until the reader scrolls up; where the reader is, is told to the host.
(() => {
  const known = new WeakSet();

  const attach = list => {
    let top = 0, held = false, told = '', waiting = false;
    const follows = () => list.dataset.follow === 'true' && !held;
    const rowHeight = () => list.querySelector('[data-line]')?.offsetHeight || 28;
    const atEnd = () => list.scrollHeight - list.clientHeight - list.scrollTop < 12;
    // Lines may come between a reader's scrolling and the event that tells it.
    const moved = () => {
      if (atEnd()) held = false;
      else if (list.scrollTop < top - 2) held = true;
      top = list.scrollTop;
    };
    const stick = () => {
      moved();
      if (!follows()) return;
      list.scrollTop = list.scrollHeight;
      top = list.scrollTop;
    };
    const tell = () => {
      waiting = false;
      if (!list.isConnected) return;
      const row = rowHeight(), end = follows() || atEnd();
      // While it follows, the host knows which rows are in sight; else ten rows more or less are drawn ahead.
      const now = [list.clientHeight, row, end, end ? 0 : Math.round(list.scrollTop / row / 10)].join();
      if (now === told) return;
      told = now;
      list.dispatchEvent(new CustomEvent('tail', { bubbles: true, detail: { top: list.scrollTop, height: list.clientHeight, row, atEnd: end } }));
    };
    const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(tell); } };
    list.addEventListener('scroll', () => { moved(); soon(); }, { passive: true });
    new MutationObserver(changes => {
      if (changes.some(c => c.type === 'attributes')) { held = false; told = ''; soon(); }
      stick();
    }).observe(list, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-follow'] });
    new ResizeObserver(() => { stick(); soon(); }).observe(list);
    stick();
  };

  new MutationObserver(() => {
    const list = document.querySelector('[data-tail]');
    if (list && !known.has(list)) { known.add(list); attach(list); }
  }).observe(document, { childList: true, subtree: true });
  addEventListener('DOMContentLoaded', () => Blazor.registerCustomEventType('tail', { browserEventName: 'tail', createEventArgs: e => e.detail }));
})();
