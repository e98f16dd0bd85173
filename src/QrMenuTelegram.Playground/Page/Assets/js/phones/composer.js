// The foot of a phone: who holds it, the command menu, the text field.
import { h, icon, put } from '../dom.js';
import { act, part } from '../live.js';
import { t } from '../words.js';
import { avatar } from './avatar.js';
import { drawCommands, menuOf } from './commands.js';

export function drawComposer(phone) {
  const element = h('div.composer');
  const input = h('input', { type: 'text', autocomplete: 'off', maxLength: 4000, oninput: () => commands.filter(input.value), onkeydown: e => commands.key(e) });
  const commands = drawCommands(phone, input, say);
  let drawn = '';
  return { element, draw };

  function draw() {
    const chat = phone.chat();
    const people = part('phones').people;
    const holder = people.find(person => person.id === phone.person);
    const key = JSON.stringify([chat.started, chat.blocked, menuOf(phone), people, phone.person, phone.anonymous, chat.title, phone.topic, question()?.id]);
    if (key === drawn) return;
    drawn = key;
    if (chat.type === 'private' && (!chat.started || chat.blocked)) {
      put(element, h('button.start', { type: 'button', onclick: () => act('start', { person: chat.owner }) }, t(chat.blocked ? 'composer.unblock' : 'composer.start')));
      return;
    }
    const focused = document.activeElement === input;
    input.placeholder = question()?.hint || t('composer.placeholder');
    input.setAttribute('aria-label', t('composer.label', { name: chat.title }));
    put(element,
      chat.type === 'private' ? null : whose(people, holder),
      menuOf(phone).length ? h('button.icon-button.slash', { type: 'button', 'aria-label': t('composer.menu'), 'aria-expanded': 'false', onclick: e => commands.toggle(e.currentTarget) }, '/') : null,
      h('form', { onsubmit: e => { e.preventDefault(); say(input.value); } },
        input,
        h('button.icon-button.send', { type: 'submit', 'aria-label': t('composer.send') }, icon('send'))));
    if (focused) input.focus();
    commands.renew(input.value);
  }

  /** The newest message, where it asks for a reply: what is typed next answers it, as in Telegram. */
  function question() {
    const newest = part('chat' + phone.id)?.messages.at(-1);
    return newest?.hint != null ? newest : null;
  }

  function whose(people, holder) {
    const select = h('select', {
      'aria-label': t('composer.as'), title: t('composer.as'),
      onchange: e => {
        phone.anonymous = e.target.value === 'anonymous';
        if (!phone.anonymous) phone.person = Number(e.target.value);
        phone.redraw();
      },
    }, people.map(person => h('option', { value: person.id, selected: !phone.anonymous && person.id === phone.person }, t('role.' + person.role, { name: person.name }))),
    h('option', { value: 'anonymous', selected: phone.anonymous }, t('role.anonymous')));
    return h('span.as', {}, phone.anonymous ? avatar(phone.id, phone.chat().title) : avatar(holder.id, holder.name), select);
  }

  function say(text) {
    if (!text.trim()) return;
    act('say', { person: phone.person, chat: phone.id, topic: phone.topic, text, anonymous: phone.anonymous, reply: question()?.id ?? null });
    input.value = '';
    commands.filter('');
    phone.show();
  }
}
