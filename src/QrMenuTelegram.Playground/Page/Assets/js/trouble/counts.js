// The counters: what was made at the tables, and what became of it.
import { h } from '../dom.js';
import { on } from '../live.js';
import { duration, number, t } from '../words.js';

const shades = { made: () => '', shown: () => 'good', waiting: n => n ? 'warn' : '', late: n => n ? 'warn' : '', twice: n => n ? 'warn' : '', missed: n => n ? 'bad' : '', throttled: n => n ? 'bad' : '' };

export function drawCounts() {
  const list = h('dl.counts');
  const rows = Object.keys(shades).map(name => {
    const value = h('dd', { id: 'count-' + name }, '0');
    const row = h('div', { title: t(`counts.${name}.hint`) }, h('dt', {}, t('counts.' + name)), value);
    list.append(row);
    return { name, row, value };
  });
  on('counts', now => rows.forEach(({ name, row, value }) => {
    row.className = shades[name](now[name]);
    value.textContent = name === 'waiting' && now.waiting > 0 && now.oldestWait > 0
      ? t('counts.oldest', { n: number(now.waiting), age: duration(now.oldestWait) })
      : number(now[name]);
  }));
  return list;
}
