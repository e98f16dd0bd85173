// A press on a button: the spinner, then what the bot answers.
import { h, show } from '../dom.js';
import { act, part } from '../live.js';
import { t } from '../words.js';

/** As Telegram does with a link that adds a bot: a group is chosen, and Start is said there. */
async function addToGroup(phone, payload) {
  const groups = part('phones').chats.filter(chat => chat.type !== 'private' && chat.bot !== 'member' && chat.bot !== 'administrator');
  const box = h('dialog', { 'aria-label': t('press.group') }, h('p', {}, t(groups.length ? 'press.group' : 'press.no-group')),
    groups.map(chat => h('button.button', { type: 'button', onclick: async () => {
      box.close();
      await act('add-bot', { chat: chat.id });
      await act('say', { person: phone.person, chat: chat.id, topic: 0, text: `/start@${phone.bot} ${payload}`, anonymous: false });
      phone.open(chat.id);
    } }, chat.title)),
    h('div.box-foot', {}, h('button.button', { type: 'button', onclick: () => box.close() }, t('form.cancel'))));
  show(box);
}

export async function press(phone, message, button, element) {
  const added = new RegExp(`^https?://t\\.me/${phone.bot}\\?startgroup=([A-Za-z0-9_-]+)`, 'i').exec(button.url ?? '');
  if (added) { await addToGroup(phone, added[1]); return; }
  if (button.url) { window.open(button.url, '_blank', 'noopener'); return; }
  if (button.copy) { await navigator.clipboard?.writeText(button.copy); phone.toast(t('press.copied')); return; }
  element.setAttribute('aria-busy', 'true');
  const answer = await act('press', { person: phone.person, chat: phone.id, message: message.id, data: button.data });
  element.removeAttribute('aria-busy');
  if (!answer?.text) return;
  if (!answer.alert) { phone.toast(answer.text); return; }
  const box = h('dialog.alert', { 'aria-label': t('press.alert') }, h('p', {}, answer.text),
    h('div.box-foot', {}, h('button.button.main', { type: 'button', autofocus: true, onclick: () => box.close() }, 'OK')));
  show(box);
}
