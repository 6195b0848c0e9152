(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const shown = () => root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
  const chosen = stepwell.recall('theme');
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
  stepwell.toggleTheme = () => {
    const next = shown() === 'dark' ? 'light' : 'dark';
    // What the system shows anyway is no choice to remember: then it follows the system again.
    if (next === (dark.matches ? 'dark' : 'light')) { delete root.dataset.theme; stepwell.remember('theme', null); }
    else { root.dataset.theme = next; stepwell.remember('theme', next); }
  };
})();
