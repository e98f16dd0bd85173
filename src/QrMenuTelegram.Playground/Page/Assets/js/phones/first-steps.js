// What to do first, until it is done: the bridge's one-time link, or all of it at once.
import { h, icon, put } from '../dom.js';
import { act, on, part } from '../live.js';
import { t } from '../words.js';

export function drawFirstSteps(hasBridge) {
  const box = h('div.first-steps', { hidden: true });
  if (!hasBridge || sessionStorage.getItem('stepped')) return box;
  const dismiss = () => { box.hidden = true; sessionStorage.setItem('stepped', '1'); };
  const draw = () => {
    const phones = part('phones');
    const code = part('bridge')?.startCode;
    if (!phones || sessionStorage.getItem('stepped')) return;
    const manager = phones.people.find(person => person.role === 'manager');
    const started = phones.chats.some(chat => chat.owner === manager?.id && chat.started);
    box.hidden = phones.setUp || !code;
    put(box,
      h('p', {}, t('steps.text', { name: manager?.name ?? '' })),
      started ? null : h('button.button.link', { type: 'button', id: 'start-link', onclick: () => act('start', { person: manager.id, payload: code }) }, `t.me/…?start=${code}`),
      h('button.button.main', { type: 'button', id: 'set-up', onclick: async e => { e.target.disabled = true; await act('setup'); } }, icon('spark'), t('steps.all')),
      h('button.icon-button', { type: 'button', 'aria-label': t('close'), onclick: dismiss }, icon('close')));
  };
  on('bridge', draw);
  on('phones', draw);
  return box;
}
