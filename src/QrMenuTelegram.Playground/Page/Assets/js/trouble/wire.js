// The last requests in both directions, for the curious.
import { h, put } from '../dom.js';
import { on } from '../live.js';
import { t } from '../words.js';

export function drawWire(page) {
  const shown = { server: page.restaurant, telegram: page.phones };
  const sides = ['server', 'telegram'].filter(side => shown[side]);
  let side = sides.at(-1);
  const body = h('tbody');
  const select = h('select.field', { 'aria-label': t('wire.title'), onchange: e => { side = e.target.value; draw(); } },
    sides.map(each => h('option', { value: each, selected: each === side }, t('wire.' + each))));
  let last = null;
  on('requests', now => { last = now; draw(); });
  return h('div.breaker', {},
    h('header', {}, h('h3', {}, t('wire.title')), select),
    h('div.wire', { tabIndex: 0, role: 'region', 'aria-label': t('wire.title') },
      h('table', {}, h('thead', {}, h('tr', {}, ['at', 'what', 'about', 'status', 'answer'].map(name => h('th', { scope: 'col' }, t('wire.' + name))))), body)));

  function draw() {
    if (!last) return;
    put(body, last[side].map(line => h('tr', { class: line.status === 200 ? '' : 'no' },
      h('td', {}, line.at), h('td', {}, line.what), h('td', {}, line.about), h('td', {}, line.status || '—'), h('td', {}, line.answer))));
  }
}
