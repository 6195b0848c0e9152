// The picture of a flow: pan, zoom and drag. The host is asked nothing but to keep where a node was put.
stepwell.flow = (() => {
  const least = 0.12, most = 2.5, readable = 0.6, grid = 10, slack = 4, edge = 16;
  const states = new WeakMap();
  const box = node => { const [x, y, w, h] = node.dataset.box.split(' ').map(Number); return { x, y, w, h }; };
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  const bounds = s => s.svg.dataset.bounds.split(' ').map(Number);
  const apply = s => {
    s.view.setAttribute('transform', `translate(${s.x.toFixed(1)},${s.y.toFixed(1)}) scale(${s.k.toFixed(4)})`);
    if (!s.svg.dataset.bounds) return;
    const { width, height } = s.svg.getBoundingClientRect(), [x, y, w, h] = bounds(s);
    const seen = { x: -s.x / s.k, y: -s.y / s.k, width: width / s.k, height: height / s.k };
    for (const name in seen) s.frame.setAttribute(name, seen[name].toFixed(1));
    s.stage.toggleAttribute('data-partial', seen.x > x + edge || seen.y > y + edge || seen.x + seen.width < x + w - edge || seen.y + seen.height < y + h - edge);
  };
  const zoom = (s, factor, cx, cy) => {
    const r = s.svg.getBoundingClientRect();
    const [px, py] = [cx === undefined ? r.width / 2 : cx - r.left, cy === undefined ? r.height / 2 : cy - r.top];
    const k = clamp(s.k * factor, least, most);
    s.own = true;
    s.x = px - (px - s.x) * k / s.k; s.y = py - (py - s.y) * k / s.k; s.k = k;
    apply(s);
  };
  // The whole; at first, where that would be too small to read, its beginning.
  const fit = (s, first) => {
    if (!s.svg.dataset.bounds) return;
    [s.own, s.first] = [false, first];
    const [x, y, w, h] = bounds(s);
    const { width, height } = s.svg.getBoundingClientRect();
    const whole = Math.min(1.1, width / w, height / h);
    s.k = first ? Math.max(whole, readable) : Math.max(whole, least);
    s.x = (width - w * s.k) / 2 - x * s.k;
    s.y = (height - h * s.k) / 2 - y * s.k;
    if (first && s.k > whole) {
      const start = s.svg.querySelector(`[data-node="${CSS.escape(s.svg.dataset.first)}"]`);
      const b = start && box(start);
      if (w * s.k > width) s.x = s.svg.dataset.direction === 'down' && b ? width / 2 - (b.x + b.w / 2) * s.k : -x * s.k;
      if (h * s.k > height) s.y = s.svg.dataset.direction === 'right' && b ? height / 2 - (b.y + b.h / 2) * s.k : -y * s.k;
    }
    apply(s);
  };
  // The panel takes room, windows are resized: what was fitted is fitted again; what readers chose themselves keeps its middle.
  const resized = s => {
    const { width, height } = s.svg.getBoundingClientRect();
    if (width === s.width && height === s.height) return;
    const [dx, dy] = [(width - s.width) / 2, (height - s.height) / 2];
    [s.width, s.height] = [width, height];
    if (s.own) { s.x += dx; s.y += dy; apply(s); }
    else if (s.first !== undefined) fit(s, s.first);
    const chosen = s.svg.querySelector('.flow-node.selected');
    if (chosen) reveal(s, chosen);
  };
  const reveal = (s, element) => {
    const r = element.getBoundingClientRect(), v = s.svg.getBoundingClientRect(), near = 24;
    s.x += r.left < v.left + near ? v.left + near - r.left : r.right > v.right - near ? v.right - near - r.right : 0;
    s.y += r.top < v.top + near ? v.top + near - r.top : r.bottom > v.bottom - near ? v.bottom - near - r.bottom : 0;
    apply(s);
  };

  // As DirectRoute has it: what is drawn while a node moves is what the host draws after.
  const end = (b, leaves, down) => down ? [b.x + b.w / 2, leaves ? b.y + b.h : b.y] : [leaves ? b.x + b.w : b.x, b.y + b.h / 2];
  const route = (from, to, down) => {
    const [x0, y0] = end(from, true, down), [x1, y1] = end(to, false, down);
    const bend = Math.max(30, Math.abs(down ? y1 - y0 : x1 - x0) / 2);
    return down ? `M${x0},${y0}C${x0},${y0 + bend} ${x1},${y1 - bend} ${x1},${y1}` : `M${x0},${y0}C${x0 + bend},${y0} ${x1 - bend},${y1} ${x1},${y1}`;
  };
  const drag = (s, e) => {
    const d = s.drag;
    if (!d.moved) {
      if (Math.hypot(e.clientX - d.cx, e.clientY - d.cy) < slack) return;
      d.moved = true;
      d.edges = [...s.svg.querySelectorAll('.flow-edge')].filter(g => g.dataset.from === d.id || g.dataset.to === d.id);
      d.node.classList.add('dragged');
    }
    const snap = v => Math.round(v / grid) * grid;
    d.at = { ...d.box, x: snap(d.box.x + (e.clientX - d.cx) / s.k), y: snap(d.box.y + (e.clientY - d.cy) / s.k) };
    d.node.setAttribute('transform', `translate(${d.at.x},${d.at.y})`);
    const down = s.svg.dataset.direction === 'down';
    const of = id => id === d.id ? d.at : box(s.svg.querySelector(`[data-node="${CSS.escape(id)}"]`));
    for (const g of d.edges) {
      g.querySelector('path').setAttribute('d', route(of(g.dataset.from), of(g.dataset.to), down));
      g.classList.add('moving');
    }
  };
  const drop = s => {
    const d = s.drag;
    s.drag = null;
    if (!d?.moved) return;
    d.node.classList.remove('dragged');
    for (const g of d.edges) g.classList.remove('moving');
    s.svg.addEventListener('click', e => { e.stopPropagation(); }, { capture: true, once: true });
    setTimeout(() => s.svg.dispatchEvent(new Event('click')), 0);
    s.host.invokeMethodAsync('MovedAsync', d.id, d.at.x, d.at.y);
  };

  const pointers = s => {
    const fingers = new Map();
    const pinch = () => { const [a, b] = [...fingers.values()]; return { d: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }; };
    s.svg.addEventListener('pointerdown', e => {
      if (e.button !== 0) return;
      fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
      const node = e.target.closest('[data-node]');
      // A second finger makes it a pinch: the node stays where the first has put it.
      drop(s);
      s.drag = node && fingers.size === 1 ? { id: node.dataset.node, node, box: box(node), cx: e.clientX, cy: e.clientY } : null;
      if (fingers.size === 2) s.pinch = pinch();
    });
    addEventListener('pointermove', e => {
      if (!s.svg.isConnected) { s.end.abort(); return; }
      const last = fingers.get(e.pointerId);
      if (!last) return;
      fingers.set(e.pointerId, { x: e.clientX, y: e.clientY });
      if (fingers.size === 2) {
        const now = pinch();
        s.x += now.x - s.pinch.x; s.y += now.y - s.pinch.y;
        zoom(s, now.d / s.pinch.d, now.x, now.y);
        s.pinch = now;
      } else if (s.drag) drag(s, e);
      else { s.own = true; s.x += e.clientX - last.x; s.y += e.clientY - last.y; s.svg.classList.add('panned'); apply(s); }
    }, { signal: s.end.signal });
    for (const kind of ['pointerup', 'pointercancel']) addEventListener(kind, e => {
      if (!fingers.delete(e.pointerId)) return;
      s.svg.classList.remove('panned');
      drop(s);
    }, { signal: s.end.signal });
    s.svg.addEventListener('wheel', e => { e.preventDefault(); zoom(s, Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0016)), e.clientX, e.clientY); }, { passive: false });
  };

  const tools = { in: s => zoom(s, 1.25), out: s => zoom(s, 0.8), fit: s => fit(s, false) };
  const keys = { '+': tools.in, '=': tools.in, '-': tools.out, '0': tools.fit };
  const arrows = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  const keyboard = s => {
    addEventListener('keydown', e => {
      if (!s.svg.isConnected) { s.end.abort(); return; }
      if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.('input, textarea, select, [contenteditable], dialog')) return;
      if (keys[e.key]) { e.preventDefault(); keys[e.key](s); return; }
      if (!s.svg.contains(e.target)) return;
      if (arrows[e.key]) { e.preventDefault(); s.own = true; s.x += arrows[e.key][0]; s.y += arrows[e.key][1]; apply(s); }
      if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); e.target.closest('[data-node]')?.dispatchEvent(new MouseEvent('click', { bubbles: true })); }
    }, { signal: s.end.signal });
    // What has the focus is in sight.
    s.svg.addEventListener('focusin', e => {
      if (e.target.matches(':focus-visible')) reveal(s, e.target);
    });
  };

  const attach = (stage, host) => {
    const svg = stage.querySelector('svg.flow-canvas');
    const map = stage.querySelector('.flow-map');
    const s = { stage, svg, view: svg.querySelector('[data-view]'), frame: map.querySelector('[data-frame]'), host, width: svg.clientWidth, height: svg.clientHeight, x: 0, y: 0, k: 1, end: new AbortController() };
    states.set(stage, s);
    pointers(s);
    keyboard(s);
    const watch = new ResizeObserver(() => resized(s));
    watch.observe(svg);
    s.end.signal.addEventListener('abort', () => watch.disconnect());
    const look = e => {
      if (!(e.buttons & 1)) return;
      const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(map.getScreenCTM().inverse()), { width, height } = svg.getBoundingClientRect();
      s.own = true; s.x = width / 2 - p.x * s.k; s.y = height / 2 - p.y * s.k;
      apply(s);
    };
    for (const kind of ['pointerdown', 'pointermove']) map.addEventListener(kind, look);
    stage.addEventListener('click', e => { const tool = e.target.closest('[data-flow-tool]'); if (tool) tools[tool.dataset.flowTool](s); });
    return [svg.clientWidth, svg.clientHeight];
  };
  const show = stage => { const s = states.get(stage); if (s) fit(s, true); };
  return { attach, show };
})();
