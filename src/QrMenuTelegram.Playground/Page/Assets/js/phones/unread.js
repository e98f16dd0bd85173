// Which messages nobody has seen: those of chats whose phone is not on the screen.
import { onAny, part } from '../live.js';

const seen = new Map();
const listeners = new Set();
let onScreen = [];

function newest(id) {
  return part('chat' + id)?.messages.at(-1)?.id ?? 0;
}

export const unread = {
  visible(ids) {
    onScreen = ids;
    for (const id of ids) seen.set(id, newest(id));
  },
  count(id) {
    if (!seen.has(id)) seen.set(id, newest(id));
    return (part('chat' + id)?.messages ?? []).filter(message => message.bot && message.id > seen.get(id)).length;
  },
  onChange: listener => listeners.add(listener),
  redraw: () => listeners.forEach(listener => listener()),
};

onAny(name => {
  if (!name.startsWith('chat')) return;
  const id = Number(name.slice(4));
  if (onScreen.includes(id)) seen.set(id, newest(id));
  else unread.redraw();
});
