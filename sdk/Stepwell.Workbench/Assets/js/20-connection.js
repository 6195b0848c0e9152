// Starts the connection, and brings the page back by itself after it was lost.
addEventListener('DOMContentLoaded', () => {
  const root = document.documentElement;
  const notice = document.getElementById('components-reconnect-modal');
  let reloading = false;
  const reload = async () => {
    if (reloading) return;
    reloading = true;
    for (;;) {
      try { if ((await fetch(location.href, { cache: 'no-store' })).ok) break; } catch { /* still away: asked again below */ }
      await new Promise(done => setTimeout(done, 700));
    }
    location.reload();
  };
  notice.addEventListener('components-reconnect-state-changed', e => {
    const state = e.detail.state;
    root.dataset.connection = state === 'hide' ? 'live' : 'lost';
    notice.hidden = state === 'hide';
    // The host is back but knows this page no more, or nobody answers for long: only a fresh page helps.
    if (state === 'rejected' || state === 'failed' || state === 'resume-failed') reload();
  });
  Blazor.start({
    circuit: { reconnectionOptions: { maxRetries: 600, retryIntervalMilliseconds: n => Math.min(200 + 200 * n, 2000) } }
  }).then(() => { root.dataset.connection = 'live'; }, () => { root.dataset.connection = 'lost'; notice.hidden = false; reload(); });
});
