// A message's text with its entities as elements: built node by node, so nothing in it can be markup.
import { h } from '../dom.js';
import { act, worldNow } from '../live.js';

const tags = { bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre', blockquote: 'blockquote', expandable_blockquote: 'blockquote' };

export function formatted(phone, message) {
  return nest(message.text, 0, message.text.length, message.entities, phone, message.bot);
}

function nest(text, from, to, entities, phone, live) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || entity.offset >= to) continue;
    nodes.push(...plain(text.slice(at, entity.offset), phone, live));
    const inner = entities.slice(i + 1).filter(other => other.offset >= entity.offset && other.offset + other.length <= end);
    nodes.push(wrap(entity, nest(text, entity.offset, end, inner, phone, live && !['text_link', 'code', 'pre'].includes(entity.type)), phone));
    at = end;
  }
  nodes.push(...plain(text.slice(at, to), phone, live));
  return nodes;
}

function wrap(entity, children, phone) {
  if (entity.type === 'text_link') return link(entity.argument, children, phone);
  if (entity.type === 'date_time') return ago(entity.argument, children);
  if (entity.type === 'spoiler') return h('span.spoiler', { onclick: e => e.currentTarget.classList.add('open') }, children);
  return h(tags[entity.type] ?? 'span', {}, children);
}

/** How long ago that was, renewed while it is shown: the bot wrote only when. */
function ago(unix, children) {
  const element = h('time.ago', { title: children.map(child => child.textContent ?? child).join('') });
  const draw = () => {
    const seconds = Math.max(0, Math.round(worldNow() - Number(unix)));
    const [amount, unit] = seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [Math.floor(seconds / 60), 'minute'] : [Math.floor(seconds / 3600), 'hour'];
    element.textContent = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en').format(-amount, unit);
  };
  draw();
  const timer = setInterval(() => (element.isConnected ? draw() : stale()), 1000);
  let missed = 0;
  const stale = () => { if (++missed > 5) clearInterval(timer); };
  return element;
}

/** Commands and addresses in the bot's text can be tapped, as in Telegram. */
function plain(text, phone, live) {
  if (!live || !text) return text ? [text] : [];
  return text.split(/((?<![\w/])\/[a-z0-9_]{1,32}(?![\w/])|https?:\/\/[^\s<>"]+[^\s<>".,:;!?)])/).map((piece, i) => {
    if (i % 2 === 0) return piece;
    if (piece.startsWith('/')) {
      return h('button.link', { type: 'button', onclick: () => act('say', { person: phone.person, chat: phone.id, topic: phone.topic, text: piece, anonymous: phone.anonymous }) }, piece);
    }
    return link(piece, [piece], phone);
  });
}

/** A link to the bot starts it here; any other opens as everywhere. */
function link(url, children, phone) {
  const toBot = new RegExp(`^https?://t\\.me/${phone.bot}(?:\\?start=([A-Za-z0-9_-]+))?$`, 'i').exec(url);
  if (!toBot) return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, children);
  return h('button.link', { type: 'button', onclick: () => { act('start', { person: phone.person, payload: toBot[1] }); phone.open(phone.person); } }, children);
}
