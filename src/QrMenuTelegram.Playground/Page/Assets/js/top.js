// The bar at the top: what this is, language, speed of time, the bridge's state.
import { h } from './dom.js';
import { act, on } from './live.js';
import { t } from './words.js';

const speeds = [1, 5, 20, 60];

export function drawTop(page) {
  const bridge = h('span.pill');
  const speed = h('select.field', { 'aria-label': t('top.speed'), title: t('top.speed.hint'), onchange: e => act('speed', { speed: Number(e.target.value) }) },
    speeds.map(n => h('option', { value: n }, t('top.speed.n', { n }))));
  const language = h('select.field', { id: 'language', 'aria-label': t('top.language'), onchange: e => act('language', { language: e.target.value }) },
    h('option', { value: 'ru', lang: 'ru' }, 'Русский'),
    h('option', { value: 'en', lang: 'en' }, 'English'));
  language.value = page.language;

  document.getElementById('top').append(
    h('h1', {}, h('img', { src: 'icon.svg', alt: '' }), 'QR Menu Telegram', h('span', {}, t('top.playground'))),
    h('div.room'),
    page.bridge ? bridge : null,
    page.phones ? h('label.wide', {}, speed) : null,
    language);
  on('page', now => { speed.value = String(now.speed); });
  on('bridge', now => {
    bridge.className = 'pill ' + (now.state === 'running' ? 'good' : 'bad');
    bridge.replaceChildren(h('span.dot'), t('bridge.' + now.state));
  });
}
