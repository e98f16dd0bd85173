// Builds elements. Text goes in as text, never as HTML.

/** h('button.main', {onclick, 'aria-label': '…'}, 'text', child, null) */
export function h(tag, props, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name || 'div');
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className += ' ' + value;
    else if (key in element && !key.startsWith('aria') && key !== 'list') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  fill(element, children);
  return element;
}

/** Puts children into an element, in place of those it has. */
export function put(element, ...children) {
  element.replaceChildren();
  fill(element, children);
  return element;
}

function fill(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

const paths = {
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  bellOff: 'M6 16V11a6 6 0 0 1 9-5.2M18 11v5l2 2H8M10 21h4M4 4l16 16',
  bill: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  card: 'M3 6h18v12H3zM3 10h18M7 15h3',
  plate: 'M3 17h18M5 17a7 7 0 0 1 14 0M12 10V7m-2 0h4M4 20h16',
  leave: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  phone: 'M7 2h10v20H7zM11 18h2',
  tools: 'M4 20l7-7M14 4a5 5 0 0 0 6 6l-9 9a2.5 2.5 0 0 1-4-4l9-9M4 4l4 4',
  send: 'M4 12l16-8-6 16-3-7z',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  up: 'M6 15l6-6 6 6',
  pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  spark: 'M12 3v5M12 16v5M3 12h5M16 12h5M6 6l3 3M15 15l3 3M18 6l-3 3M9 15l-3 3',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  if (name === 'more') path.setAttribute('stroke-width', '3.4');
  svg.append(path);
  return svg;
}

/** A modal box; resolves when it is closed. */
export function show(dialog) {
  document.body.append(dialog);
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => { dialog.remove(); resolve(dialog.returnValue); }, { once: true }));
}
