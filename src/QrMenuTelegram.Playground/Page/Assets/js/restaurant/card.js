// The menu card: dishes with counts and what can be had with them.
import { h } from '../dom.js';
import { money, number, t } from '../words.js';

/** onChange(count, sum) is told of every choice. */
export function drawCard(groups, onChange) {
  const chosen = new Map();
  const tell = () => {
    const lines = [...chosen.values()].filter(line => line.count > 0);
    onChange(lines.length, lines.reduce((sum, line) => sum + line.count * (line.dish.price + extras(line).reduce((s, m) => s + m.price, 0)), 0));
  };
  const element = h('div.card', {}, groups.map(group => [h('h3', {}, group.name), group.dishes.map(dish => row(dish))]));
  tell();
  return {
    element,
    lines: () => [...chosen.values()].filter(line => line.count > 0)
      .map(line => ({ dish: line.dish.id, count: line.count, modifiers: extras(line).map(m => m.id) })),
  };

  function extras(line) {
    return line.dish.modifiers.filter(m => line.modifiers.has(m.id));
  }

  function row(dish) {
    const line = { dish, count: 0, modifiers: new Set() };
    chosen.set(dish.id, line);
    const count = h('output', { 'aria-live': 'polite' }, '0');
    const more = h('div.extras', { hidden: true }, dish.modifiers.map(m => h('label', {},
      h('input', { type: 'checkbox', onchange: e => { line.modifiers[e.target.checked ? 'add' : 'delete'](m.id); tell(); } }),
      m.price > 0 ? `${m.name} +${money(m.price)}` : m.name)));
    const step = by => {
      line.count = Math.max(0, Math.round((line.count + by) * 1000) / 1000);
      count.textContent = number(line.count);
      more.hidden = line.count === 0 || dish.modifiers.length === 0;
      tell();
    };
    const first = dish.step < 1 ? dish.step * 5 : dish.step;
    return h('div.dish', {},
      h('div', {}, h('div', {}, dish.name), h('span.price', {}, money(dish.price))),
      h('div.stepper', {},
        h('button', { type: 'button', 'aria-label': t('card.less', { name: dish.name }), onclick: () => step(-dish.step) }, '−'),
        count,
        h('button', { type: 'button', 'aria-label': t('card.more', { name: dish.name }), onclick: () => step(line.count === 0 ? first : dish.step) }, '+')),
      more);
  }
}
