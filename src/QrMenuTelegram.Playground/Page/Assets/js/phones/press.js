// A press on a button: the spinner, then what the bot answers.
import { h, show } from '../dom.js';
import { act } from '../live.js';
import { t } from '../words.js';

export async function press(phone, message, button, element) {
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
