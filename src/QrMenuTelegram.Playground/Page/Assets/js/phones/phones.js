// The right side: chats as chips, and as many phones side by side as there is room for.
import { h, icon, put } from '../dom.js';
import { on, part } from '../live.js';
import { t } from '../words.js';
import { avatar } from './avatar.js';
import { drawPhone } from './phone.js';
import { drawFirstSteps } from './first-steps.js';
import { addChat, addPerson } from './new-chats.js';
import { unread } from './unread.js';

const narrowest = 284;
const phones = new Map();
let open = [];
let bot = '';

export function drawPhones(page) {
  bot = page.bot;
  const chips = h('div.chips', { role: 'group', 'aria-label': t('phones.chats') });
  const row = h('div.row');
  put(document.getElementById('phones'),
    h('div.region-head', {}, h('h2', { id: 'phones-title' }, t('phones.title')), h('div.room'),
      h('button.button', { type: 'button', onclick: addPerson }, icon('plus'), t('phones.person')),
      h('button.button', { type: 'button', onclick: () => addChat(show) }, icon('plus'), t('phones.group'))),
    drawFirstSteps(page.bridge),
    chips, row);

  const draw = () => {
    const now = part('phones');
    if (!now) return;
    const room = Math.max(1, Math.floor((row.clientWidth + 14) / (narrowest + 14)));
    choose(now, room);
    const shown = open.slice(0, room);
    unread.visible(shown);
    const order = now.chats.map(chat => chat.id);
    for (const chat of now.chats) {
      if (!phones.has(chat.id)) phones.set(chat.id, drawPhone(chat.id, bot, show));
    }
    const wanted = order.filter(id => shown.includes(id)).map(id => phones.get(id).element);
    if (wanted.length !== row.children.length || wanted.some((element, i) => row.children[i] !== element)) row.replaceChildren(...wanted);
    shown.forEach(id => phones.get(id).show());
    drawChips(chips, now.chats, shown);
  };
  on('phones', draw);
  unread.onChange(draw);
  new ResizeObserver(draw).observe(row);
}

/** Shows a chat's phone, in place of the one that was chosen longest ago. */
export function show(id) {
  open = [id, ...open.filter(other => other !== id)];
  remember();
  unread.redraw();
}

function choose(now, room) {
  const there = new Set(now.chats.map(chat => chat.id));
  if (open.length === 0) open = JSON.parse(sessionStorage.getItem('open') ?? '[]');
  open = open.filter(id => there.has(id));
  if (open.length === 0) {
    const manager = now.people.find(person => person.role === 'manager');
    const groups = now.chats.filter(chat => chat.type !== 'private');
    open = [manager?.id, groups[0]?.id, groups.at(-1)?.id, groups[1]?.id].filter(id => id !== undefined);
  }
  for (const chat of now.chats) if (open.length < room && !open.includes(chat.id)) open.push(chat.id);
}

function remember() {
  sessionStorage.setItem('open', JSON.stringify(open));
}

function drawChips(chips, chats, shown) {
  const focused = document.activeElement?.dataset?.chip;
  put(chips, chats.map(chat => {
    const count = unread.count(chat.id);
    return h('button.chip', { type: 'button', 'data-chip': chat.id, 'aria-pressed': String(shown.includes(chat.id)), onclick: () => show(chat.id) },
      avatar(chat.id, chat.title), chat.title,
      count > 0 ? h('span.badge', { 'aria-label': t('phones.unread', { n: count }) }, count) : null);
  }));
  if (focused) chips.querySelector(`[data-chip="${focused}"]`)?.focus();
}
