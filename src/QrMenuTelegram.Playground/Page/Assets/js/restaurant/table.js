// One table on the floor: chairs, name, what last happened.
import { h, icon, put } from '../dom.js';
import { money, t } from '../words.js';
import { openTable } from './table-box.js';

const flags = { save_order: 'plate', additional_order: 'plate', waiter_call: 'bell', bill_request: 'bill', online_payment: 'card' };

export function drawTable(plan) {
  const sum = h('small');
  const news = h('span.unseen');
  const flag = h('span.flag', { hidden: true, 'aria-hidden': 'true' });
  const element = h('button.table', { type: 'button', class: plan.shape, onclick: () => openTable(plan.name) },
    chairs(plan), h('span.plate', {}, h('b', {}, h('span.unseen', {}, t('table.word')), plan.name), sum, news), flag);
  element.style.left = plan.x + '%';
  element.style.top = plan.y + '%';

  return {
    element,
    show(table) {
      sum.textContent = table.sum > 0 ? money(table.sum) : '';
      news.textContent = table.code ? `: ${t('event.' + table.code)} ${table.at}` : '';
      if (element.dataset.code === (table.code ?? undefined)) return;
      if (table.code) element.dataset.code = table.code; else delete element.dataset.code;
      flag.hidden = !table.code;
      if (table.code) put(flag, icon(flags[table.code] ?? 'bell'));
    },
  };
}

/** Around a round table, else in two rows along its sides. */
function chairs(plan) {
  const half = Math.ceil(plan.seats / 2);
  return Array.from({ length: plan.seats }, (_, i) => {
    const chair = h('span.chair', { 'aria-hidden': 'true' });
    const angle = Math.PI * 2 * i / plan.seats;
    const [x, y] = plan.shape === 'round'
      ? [50 + Math.cos(angle) * 43, 50 + Math.sin(angle) * 43]
      : [((i % half) + 1) / (half + 1) * 100, i < half ? 8 : 92];
    chair.style.left = x + '%';
    chair.style.top = y + '%';
    return chair;
  });
}
