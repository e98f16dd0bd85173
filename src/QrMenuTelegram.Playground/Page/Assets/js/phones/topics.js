// A forum's topics as tabs; General first.
import { h, put } from '../dom.js';
import { part } from '../live.js';
import { t } from '../words.js';

export function drawTopics(phone) {
  const seen = new Map();
  const element = h('div.topics', { role: 'tablist', 'aria-label': t('topics.label'), hidden: true });
  return { element, draw };

  function draw() {
    const topics = phone.chat().topics;
    element.hidden = !topics;
    if (!topics) return;
    if (phone.topic === 0 && !phone.topicChosen && topics.length) phone.topic = topics[0].id;
    if (phone.topic !== 0 && !topics.some(topic => topic.id === phone.topic)) phone.topic = 0;
    const newest = part('chat' + phone.id)?.messages.at(-1)?.id ?? 0;
    for (const { id } of topics) if (id === phone.topic || !seen.has(id)) seen.set(id, newest);
    put(element, [{ id: 0, name: t('topics.general') }, ...topics].map(topic => h('button', {
      type: 'button', role: 'tab', 'aria-selected': String(topic.id === phone.topic),
      onclick: () => { phone.topic = topic.id; phone.topicChosen = true; phone.redraw(); phone.show(); },
    }, topic.name, topic.state === 'closed' ? ' 🔒' : null, mark(topic.id))));
  }

  function mark(topicId) {
    if (topicId === phone.topic) return null;
    const count = (part('chat' + phone.id)?.messages ?? []).filter(m => m.bot && m.topic === topicId && m.id > (seen.get(topicId))).length;
    return count > 0 ? h('span.badge', {}, count) : null;
  }
}
