// The live feed: the server sends the page's state part by part, and a part again when it changed.

const parts = new Map();
const listeners = new Map();
const everyPart = new Set();

/** The part as it is now, or undefined. */
export const part = name => parts.get(name);

/** Calls back with the part now, where it is there, and after each change. */
export function on(name, listener) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name).add(listener);
  if (parts.has(name)) listener(parts.get(name));
  return () => listeners.get(name).delete(listener);
}

/** The simulated clock, which may be fast: seconds since 1970. */
export function worldNow() {
  const page = parts.get('page');
  return page.shownAt + (Date.now() / 1000 - page.realAt) * page.speed;
}

/** Calls back with the name of each part that changes. */
export const onAny = listener => everyPart.add(listener);

/** Connects, and again whenever the connection is lost. */
export function connect(onOnline) {
  const source = new EventSource('live');
  source.onopen = () => onOnline(true);
  source.onerror = () => onOnline(false);
  source.onmessage = event => {
    const { part: name, value } = JSON.parse(event.data);
    parts.set(name, value);
    listeners.get(name)?.forEach(listener => listener(value));
    everyPart.forEach(listener => listener(name));
  };
}

/** Does something; returns what the server answers, or null. */
export async function act(what, body = {}) {
  const response = await fetch('do/' + what, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.ok && response.status !== 204 ? response.json() : null;
}
