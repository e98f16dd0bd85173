// Small forms: a new person, a new group, a name.
import { h, show } from '../dom.js';
import { act } from '../live.js';
import { t } from '../words.js';

export async function addPerson() {
  const name = await ask('phones.person');
  if (name) await act('person', { name });
}

/** open(id) shows the new chat. */
export async function addChat(open) {
  const topics = h('input.field', { type: 'text', placeholder: t('form.topics.hint') });
  const name = await ask('phones.group', h('label', {}, t('form.topics'), topics));
  if (!name) return;
  const made = await act('group', { name, topics: topics.value.split(',').map(topic => topic.trim()).filter(Boolean) });
  if (made) open(made.id);
}

/** Asks for a name; null when given up. */
export async function ask(title, ...more) {
  const name = h('input.field', { type: 'text', required: true, maxLength: 60, autofocus: true });
  const box = h('dialog', { 'aria-labelledby': 'form-title' }, h('form', { method: 'dialog' },
    h('div.box-head', {}, h('h2', { id: 'form-title' }, t(title))),
    h('div.box-body.box-form', {}, h('label', {}, t('form.name'), name), more),
    h('div.box-foot', {},
      h('button.button', { type: 'button', onclick: () => box.close('') }, t('form.cancel')),
      h('button.button.main', { value: 'ok' }, t('form.make')))));
  return await show(box) === 'ok' ? name.value : null;
}
