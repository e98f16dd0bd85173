// The list of messages. Nodes of messages that did not change stay as they are.
import { h, put } from '../dom.js';
import { part } from '../live.js';
import { t } from '../words.js';
import { drawBubble } from './bubble.js';

export function drawMessages(phone) {
  const element = h('div.messages', { role: 'log', tabIndex: 0, 'aria-label': t('messages.label') });
  const drawn = new Map();
  let newest = null;
  return { element, draw, toEnd };

  function draw() {
    const now = part('chat' + phone.id);
    if (!now) return;
    const topics = phone.chat().topics;
    const messages = now.messages.filter(message => !topics || message.topic === phone.topic);
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
    const nodes = now.cut ? [h('div.cut', {}, t('messages.cut'))] : [];
    messages.forEach((message, i) => {
      const first = messages[i - 1]?.from !== message.from || Boolean(messages[i - 1]?.service);
      const last = messages[i + 1]?.from !== message.from || Boolean(messages[i + 1]?.service);
      const key = JSON.stringify([message, first, last, phone.person]);
      const known = drawn.get(message.id);
      if (known?.key !== key) {
        const news = newest !== null && message.id > newest ? 'fresh' : known && known.text !== message.text ? 'changed' : '';
        drawn.set(message.id, { key, text: message.text, node: drawBubble(phone, message, { first, last, news }) });
      }
      nodes.push(drawn.get(message.id).node);
    });
    if (messages.length === 0) nodes.push(h('div.quiet', {}, t(phone.chat().type === 'private' && !phone.chat().started ? 'messages.start' : 'messages.none')));
    put(element, nodes);
    ring(now.messages);
    if (atEnd) toEnd();
  }

  function ring(messages) {
    const fresh = newest === null ? [] : messages.filter(message => message.id > newest);
    newest = messages.at(-1)?.id ?? 0;
    if (!fresh.some(message => message.bot && !message.silent && !message.service)) return;
    phone.element.classList.remove('rings');
    void phone.element.offsetWidth;
    phone.element.classList.add('rings');
  }

  function toEnd() {
    element.scrollTop = element.scrollHeight;
  }
}
