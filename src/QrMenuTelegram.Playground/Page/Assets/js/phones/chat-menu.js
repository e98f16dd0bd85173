// What can be done to a chat: the bot added and kicked, blocked, a group upgraded, topics.
import { h } from '../dom.js';
import { act } from '../live.js';
import { t } from '../words.js';
import { ask } from './new-chats.js';

export function openChatMenu(phone, opener) {
  const chat = phone.chat();
  const inside = chat.bot === 'member' || chat.bot === 'administrator';
  const topic = chat.topics?.find(each => each.id === phone.topic);
  const items = chat.type === 'private'
    ? [chat.started && !chat.blocked && ['block', () => act('block', { person: chat.owner })]]
    : [
        inside ? ['kick', () => act('kick-bot', { chat: chat.id })] : ['add', () => act('add-bot', { chat: chat.id })],
        chat.type === 'group' && ['upgrade', async () => { const made = await act('upgrade', { chat: chat.id }); if (made) phone.open(made.id); }],
        chat.topics && ['topic', async () => { const name = await ask('menu.topic'); if (name) act('topic', { chat: chat.id, name }); }],
        topic?.state === 'open' && ['close-topic', () => act('close-topic', { chat: chat.id, topic: topic.id })],
        topic?.state === 'closed' && ['reopen-topic', () => act('reopen-topic', { chat: chat.id, topic: topic.id })],
        topic && ['delete-topic', () => act('delete-topic', { chat: chat.id, topic: topic.id })],
      ];
  const menu = h('div.chat-menu', { role: 'menu' }, items.filter(Boolean).map(([name, work]) =>
    h('button', { type: 'button', role: 'menuitem', onclick: () => { close(); work(); } }, t('menu.' + name))));
  if (!menu.children.length) menu.append(h('button', { type: 'button', role: 'menuitem', disabled: true }, t('menu.nothing')));

  const close = () => {
    menu.remove();
    removeEventListener('pointerdown', outside, true);
    opener.focus();
  };
  const outside = event => { if (!menu.contains(event.target)) { menu.remove(); removeEventListener('pointerdown', outside, true); } };
  menu.addEventListener('keydown', event => {
    const buttons = [...menu.children];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === 'Escape') close();
    if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length].focus();
    if (event.key === 'ArrowUp') buttons[(at - 1 + buttons.length) % buttons.length].focus();
  });
  phone.element.append(menu);
  menu.firstElementChild.focus();
  addEventListener('pointerdown', outside, true);
}
