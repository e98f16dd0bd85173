// A round picture with initials, coloured by the id as Telegram does.
import { h } from '../dom.js';

export const colour = id => 'c' + Math.abs(Number(id)) % 7;

export function avatar(id, name) {
  const letters = name.split(/[\s·]+/).filter(Boolean).slice(0, 2).map(word => [...word][0].toUpperCase()).join('');
  return h('span.avatar', { class: colour(id), 'aria-hidden': 'true' }, letters);
}
