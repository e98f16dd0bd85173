// What the guests of a table can do: call, ask for the bill, pay, leave, order.
import { h, icon, put, show } from '../dom.js';
import { act, on, part } from '../live.js';
import { money, t } from '../words.js';
import { drawCard } from './card.js';

export function openTable(name) {
  const ordered = h('div');
  const pay = wish('pay', 'card', name);
  const leave = wish('leave', 'leave', name);
  const wishes = h('div.wishes', {}, wish('call', 'bell', name), wish('bill', 'bill', name), pay, leave, ordered);
  const order = h('button.button.main', { type: 'button', disabled: true, onclick: () => { act('order', { table: name, lines: card.lines() }); box.close(); } });
  const card = drawCard(part('restaurant').card, (count, sum) => {
    order.disabled = count === 0;
    order.textContent = count === 0 ? t('order.choose') : t('order.send', { sum: money(sum) });
  });
  const box = h('dialog.table-box', { 'aria-labelledby': 'table-box-title' },
    h('div.box-head', {}, h('h2', { id: 'table-box-title' }, t('table.title', { name })), close(() => box)),
    h('div.box-body', {}, wishes, card.element),
    h('div.box-foot', {}, order));

  const stop = on('restaurant', now => {
    const table = now.halls.flatMap(hall => hall.tables).find(each => each.name === name);
    pay.disabled = leave.disabled = table.dishes.length === 0;
    if (table.code) leave.disabled = false;
    put(ordered, table.dishes.length === 0 ? null : h('div.ordered', {},
      h('b', {}, t('table.ordered')), h('ul', {}, table.dishes.map(dish => h('li', {}, dish))), h('b', {}, money(table.sum))));
  });
  show(box).then(stop);

  function wish(what, picture) {
    return h('button.button', { type: 'button', onclick: () => { act(what, { table: name }); box.close(); } }, icon(picture), t('wish.' + what));
  }
}

export const close = box => h('button.icon-button', { type: 'button', 'aria-label': t('close'), onclick: () => box().close() }, icon('close'));
