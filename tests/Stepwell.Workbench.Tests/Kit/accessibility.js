// Runs in the page and answers with what is wrong, one line each.
() => {
  const problems = new Set();
  const where = e => {
    const id = e.id ? '#' + e.id : '', cls = typeof e.className === 'string' && e.className ? '.' + e.className.trim().split(/\s+/).join('.') : '';
    return `<${e.tagName.toLowerCase()}${id}${cls}> "${(e.textContent || '').trim().slice(0, 40)}"`;
  };
  const shown = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest('[aria-hidden=true], [hidden], [inert]');
  const textOf = id => document.getElementById(id)?.textContent ?? '';
  // Only what is used is named by what it says; what is announced needs a name of its own.
  const byContent = 'a, button, summary, [role=button], [role=link], [role=tab], [role=option], [role=menuitem], [role=radio], [role=switch], [role=treeitem]';
  const nameOf = e => (e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean).map(textOf).join(' ')
    || (e.labels ? [...e.labels].map(l => l.textContent).join(' ') : '')
    || [...e.querySelectorAll('img[alt]')].map(i => i.alt).join(' ') || (e.matches(byContent) ? e.textContent : '') || e.getAttribute('title') || '').trim();

  // Names of what can be used or is announced.
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, dialog[open], [role=button], [role=meter], [role=img], [role=region], [role=group], nav, aside'))
    if (shown(e) && !nameOf(e)) problems.add(`no name: ${where(e)}`);
  for (const e of document.querySelectorAll('img:not([alt])')) problems.add(`image without alt: ${where(e)}`);
  for (const e of document.querySelectorAll('svg')) if (shown(e) && e.getAttribute('role') !== 'img' && !(e.getAttribute('role') === 'group' && e.hasAttribute('aria-label')) && !e.closest('[role=img]')) problems.add(`svg neither hidden nor named: ${where(e.parentElement)}`);

  // Roles and what they need.
  const roles = ['alert', 'button', 'dialog', 'group', 'img', 'list', 'listbox', 'listitem', 'log', 'menu', 'menuitem', 'meter', 'none', 'option', 'presentation', 'progressbar', 'radio', 'radiogroup', 'region', 'search', 'separator', 'status', 'switch', 'tab', 'table', 'tablist', 'tabpanel', 'toolbar', 'tree', 'treeitem', 'cell', 'row', 'rowgroup', 'columnheader', 'rowheader', 'grid', 'gridcell', 'application', 'document'];
  for (const e of document.querySelectorAll('[role]')) if (!roles.includes(e.getAttribute('role'))) problems.add(`no such role '${e.getAttribute('role')}': ${where(e)}`);
  for (const e of document.querySelectorAll('[role=meter], [role=progressbar]')) if (!e.hasAttribute('aria-valuenow')) problems.add(`no value: ${where(e)}`);
  for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls'])
    for (const e of document.querySelectorAll(`[${attribute}]`))
      for (const id of e.getAttribute(attribute).split(/\s+/)) if (!document.getElementById(id)) problems.add(`${attribute} names '${id}', which is not there: ${where(e)}`);
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of ids.filter((id, i) => ids.indexOf(id) !== i)) problems.add(`two elements have the id '${id}'`);

  // Structure. What a panel covers for now is still part of the page's outline.
  const outlined = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest('[aria-hidden=true], [hidden]');
  if (!document.documentElement.lang) problems.add('the page has no language');
  if (!document.title) problems.add('the page has no title');
  const mains = [...document.querySelectorAll('main')].filter(shown).length, firsts = [...document.querySelectorAll('h1')].filter(outlined).length;
  if (mains !== 1) problems.add(`${mains} main elements`);
  if (firsts !== 1) problems.add(`${firsts} headings of the first level`);
  let level = 0;
  for (const e of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (!outlined(e)) continue;
    const next = Number(e.tagName[1]);
    if (next > level + 1) problems.add(`heading of level ${next} after ${level}: ${where(e)}`);
    level = next;
  }
  for (const e of document.querySelectorAll('th')) if (shown(e) && !e.hasAttribute('scope')) problems.add(`th without scope: ${where(e)}`);
  for (const e of document.querySelectorAll('li')) if (!e.parentElement.matches('ul, ol, menu')) problems.add(`li outside of a list: ${where(e)}`);
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) problems.add(`positive tabindex: ${where(e)}`);
  for (const e of document.querySelectorAll('a button, button a, button button, a a, label label')) problems.add(`nested controls: ${where(e)}`);

  // Contrast of text with what is behind it, from computed styles.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = '#000'; canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255]; };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const faded = (color, opacity) => [color[0], color[1], color[2], color[3] * opacity];
  // Of a drawing: the shapes before an element, in the same group, on which it lies.
  const shapes = (group, e) => {
    if (!group.closest('svg') || !e.closest('svg')) return [];
    const box = e.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
    return [...group.children].filter(s => s.matches('path, rect, circle, ellipse') && s.checkVisibility() && s.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)
      .filter(s => { const r = s.getBoundingClientRect(); return r.left <= x && x <= r.right && r.top <= y && y <= r.bottom && getComputedStyle(s).fill !== 'none'; })
      .map(s => { const style = getComputedStyle(s); return faded(rgba(style.fill), style.fillOpacity * style.opacity); });
  };
  // The colour of an element and what is behind it as they are seen: what an ancestor fades is faded with all that is in it.
  const seen = (e, color) => {
    const chain = [];
    for (let n = e; n; n = n.parentElement) chain.unshift(n);
    const look = (i, under) => {
      const n = chain[i], style = getComputedStyle(n), opacity = Number(style.opacity);
      const own = [rgba(style.backgroundColor), ...(n === e ? [] : shapes(n, e))].reduce((below, layer) => over(layer, below), under);
      const inner = i + 1 < chain.length ? look(i + 1, own) : { behind: own, front: over(color, own) };
      return { behind: over(faded(inner.behind, opacity), under), front: over(faded(inner.front, opacity), under) };
    };
    return look(0, [255, 255, 255, 1]);
  };
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const e = node.parentElement;
    if (!node.data.trim() || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest('.visually-hidden, script, noscript, [hidden], :disabled')) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    const { behind, front } = seen(e, e.closest('svg') ? faded(rgba(style.fill), style.fillOpacity) : rgba(style.color));
    const contrast = ratio(front, behind), needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    if (contrast < needed) problems.add(`contrast ${contrast.toFixed(2)} of ${needed}: ${where(e)}`);
  }
  for (const e of document.querySelectorAll('input, select, textarea')) {
    if (!shown(e) || e.matches('[type=checkbox], [type=radio], [type=range], [type=file]')) continue;
    const style = getComputedStyle(e), { behind, front } = seen(e.parentElement, rgba(style.borderTopColor)), contrast = ratio(front, behind);
    if (parseFloat(style.borderTopWidth) > 0 && contrast < 3) problems.add(`border contrast ${contrast.toFixed(2)} of 3: ${where(e)}`);
  }
  return [...problems];
}
