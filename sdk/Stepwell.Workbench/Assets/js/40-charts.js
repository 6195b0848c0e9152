// The pointer on a chart tells the values at its time.
(() => {
  const hide = chart => { for (const part of chart.querySelectorAll('.chart-cursor, .chart-tip')) part.hidden = true; };
  addEventListener('pointermove', e => {
    const chart = e.target.closest?.('[data-chart]');
    for (const other of document.querySelectorAll('[data-chart][data-pointed]')) if (other !== chart) { hide(other); delete other.dataset.pointed; }
    if (!chart) return;
    const svg = chart.querySelector('svg').getBoundingClientRect();
    const data = JSON.parse(chart.dataset.chart);
    const part = (e.clientX - svg.left) / svg.width;
    if (part < 0 || part > 1 || data.times.length < 2) { hide(chart); return; }
    chart.dataset.pointed = '';
    const i = Math.round(part * (data.times.length - 1));
    const x = svg.left - chart.getBoundingClientRect().left + svg.width * i / (data.times.length - 1);
    const cursor = chart.querySelector('.chart-cursor'), tip = chart.querySelector('.chart-tip');
    cursor.style.left = `${x}px`;
    const line = (text, tone) => Object.assign(document.createElement('div'), { textContent: text, className: tone });
    tip.replaceChildren(line(data.times[i], 'chart-tip-time'), ...data.series.map(s => line(`${s.name}  ${s.values[i]}`, s.tone)));
    cursor.hidden = tip.hidden = false;
    tip.style.left = `${Math.min(Math.max(x + 10, 0), chart.clientWidth - tip.offsetWidth)}px`;
  }, { passive: true });
})();
