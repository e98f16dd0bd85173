// One message: a bubble with formatted text, time and marks, and its buttons.
import { h, icon } from '../dom.js';
import { t } from '../words.js';
import { colour } from './avatar.js';
import { formatted } from './formatted.js';
import { press } from './press.js';

export function drawBubble(phone, message, { first, last, news }) {
  if (message.service) return h('div.service', {}, t('service.' + message.service, { who: message.name, what: message.text }));
  const mine = message.from === phone.person && !message.bot;
  const named = first && !mine && phone.chat().type !== 'private';
  return h('div.bubble-row', { class: [mine && 'mine', first && 'first', last && 'last'].filter(Boolean).join(' '), 'data-message': message.id },
    h('div.bubble', { class: news },
      named ? h('span.who', { class: colour(message.from) }, message.name) : null,
      message.picture ? h('img', { src: `picture/${phone.id}/${message.id}`, alt: message.file ?? '' }) : null,
      message.file && !message.picture ? h('span.file', {}, icon('file'), message.file) : null,
      formatted(phone, message),
      h('span.meta', {},
        message.silent ? h('span', { title: t('message.silent') }, icon('bellOff'), h('span.unseen', {}, t('message.silent'))) : null,
        message.edited ? t('message.edited') : null,
        h('time', {}, message.at))),
    message.buttons.length ? h('div.keys', {}, message.buttons.map(row => h('div', {}, row.map(button => h('button.key', {
      type: 'button', class: button.style ?? '', disabled: button.disabled, onclick: e => press(phone, message, button, e.currentTarget),
    }, button.text))))) : null);
}
