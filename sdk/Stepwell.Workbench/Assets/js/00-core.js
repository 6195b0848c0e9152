// What the pages need of the browser. Loaded before anything is painted, so that the theme is right from the start.
'use strict';
window.stepwell = (() => {
  const prefix = 'stepwell.';
  const recall = name => { try { return localStorage.getItem(prefix + name); } catch { return null; } };
  const remember = (name, value) => {
    // Where storage is forbidden, a setting holds until the page is left.
    try { value === null ? localStorage.removeItem(prefix + name) : localStorage.setItem(prefix + name, value); } catch { return; }
  };
  const copy = async text => {
    try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
  };
  const focus = selector => document.querySelector(selector)?.focus();
  // Gives the focus back where what had it is gone, and nobody has taken it meanwhile.
  const refocus = element => {
    if (element?.isConnected && (document.activeElement === document.body || document.activeElement === null)) element.focus({ preventScroll: true });
  };
  return { recall, remember, copy, focus, refocus };
})();
