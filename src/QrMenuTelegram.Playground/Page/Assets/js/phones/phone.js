// One phone: a chat as Telegram shows it, in the hand of a person of choice.
import { h, icon, put } from '../dom.js';
import { on, part } from '../live.js';
import { t } from '../words.js';
import { avatar } from './avatar.js';
import { drawMessages } from './messages.js';
import { drawComposer } from './composer.js';
import { openChatMenu } from './chat-menu.js';
import { drawTopics } from './topics.js';

/** show(id) brings another chat's phone to the front. */
export function drawPhone(id, bot, show) {
  const chat = () => part('phones').chats.find(each => each.id === id);
  const phone = {
    id, bot, chat, show: () => messages.toEnd(),
    topic: 0,
    person: chat().owner ?? part('phones').people.find(person => person.role === 'manager').id,
    anonymous: false,
    open: show,
    redraw: () => { drawHead(); topics.draw(); messages.draw(); composer.draw(); },
    toast,
  };
  const head = h('div.phone-head');
  const pinned = h('div.pinned', { hidden: true });
  const topics = drawTopics(phone);
  const messages = drawMessages(phone);
  const composer = drawComposer(phone);
  phone.element = h('article.phone', { 'aria-label': chat().title }, head, topics.element, pinned, messages.element, composer.element);

  on('phones', () => { if (chat()) phone.redraw(); });
  on('chat' + id, () => { if (chat()) { topics.draw(); messages.draw(); composer.draw(); drawPinned(); } });
  return phone;

  function drawHead() {
    const now = chat();
    phone.element.setAttribute('aria-label', now.title);
    put(head,
      avatar(now.id, now.title),
      h('div', {}, h('h3', {}, now.title), h('p', {}, subtitle(now))),
      h('button.icon-button', { type: 'button', 'aria-label': t('chat.menu', { name: now.title }), 'aria-haspopup': 'menu', onclick: e => openChatMenu(phone, e.currentTarget) }, icon('more')));
    drawPinned();
  }

  function drawPinned() {
    const message = part('chat' + id)?.messages.find(each => each.id === chat().pinned);
    pinned.hidden = !message;
    if (message) put(pinned, icon('pin'), h('span', {}, message.text.split('\n')[0]));
  }

  function subtitle(now) {
    if (now.type === 'private') return now.blocked ? t('chat.blocked') : t('chat.private');
    return [t('chat.' + (now.topics ? 'forum' : now.type)), now.bot === 'member' || now.bot === 'administrator' ? null : t('chat.without')].filter(Boolean).join(' · ');
  }

  function toast(text) {
    const shown = h('div.toast', { role: 'status' }, text);
    phone.element.append(shown);
    setTimeout(() => shown.remove(), Math.max(2500, text.length * 60));
  }
}
