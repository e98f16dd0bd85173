// The page's own words. Keys are dotted; {name} stands for a value.

let words = {};
let language = 'ru';

export async function speak(code) {
  language = code;
  words = await (await fetch(`i18n/${code}.json`)).json();
  document.documentElement.lang = code;
}

export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export const money = sum => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(sum) + ' ₽';

export const number = value => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);

/** Seconds as people say them. */
export function duration(seconds) {
  if (seconds < 90) return t('time.seconds', { n: Math.round(seconds) });
  if (seconds < 5400) return t('time.minutes', { n: Math.round(seconds / 60) });
  return t('time.hours', { n: number(Math.round(seconds / 360) / 10) });
}
