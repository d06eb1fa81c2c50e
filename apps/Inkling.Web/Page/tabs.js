// Three tabs; the part of the address behind # remembers which, and what is open in it: #runs/lenet-20260101.

const tabs = [...document.querySelectorAll('#tabs [role=tab]')];
const listeners = new Map();

/** Calls back with the rest of the address whenever a tab is shown. */
export function onShown(name, listener) {
  listeners.set(name, listener);
}

export function go(name, rest = '') {
  const hash = rest ? `#${name}/${encodeURIComponent(rest)}` : `#${name}`;
  if (location.hash === hash) show();
  else location.hash = hash;
}

export function isShown(name) {
  return !panelOf(document.getElementById(`tab-${name}`)).hidden;
}

export function startTabs() {
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => go(nameOf(tab)));
    tab.addEventListener('keydown', event => {
      const target = targetOf(event.key, index);
      if (!target) return;
      event.preventDefault();
      target.focus();
      go(nameOf(target));
    });
  }

  window.addEventListener('hashchange', show);
  show();
}

function show() {
  const [name, rest = ''] = location.hash.slice(1).split('/');
  const chosen = tabs.find(tab => nameOf(tab) === name) ?? tabs[0];
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.setAttribute('aria-selected', String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    panelOf(tab).hidden = !isChosen;
  }

  document.title = `Inkling · ${chosen.textContent}`;
  listeners.get(nameOf(chosen))?.(decode(rest));
}

function targetOf(key, index) {
  switch (key) {
    case 'ArrowRight': return tabs[(index + 1) % tabs.length];
    case 'ArrowLeft': return tabs[(index + tabs.length - 1) % tabs.length];
    case 'Home': return tabs[0];
    case 'End': return tabs.at(-1);
    default: return null;
  }
}

function nameOf(tab) {
  return tab.id.replace('tab-', '');
}

// Not the name alone: what the address names a browser scrolls to, and takes the focus from where it was.
function panelOf(tab) {
  return document.getElementById(tab.getAttribute('aria-controls'));
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
