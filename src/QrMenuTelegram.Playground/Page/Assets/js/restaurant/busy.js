// The busy evening: plausible guests at an adjustable pace.
import { h } from '../dom.js';
import { act, on } from '../live.js';
import { t } from '../words.js';

const paces = [4, 8, 12, 20, 30, 60, 120, 300];

export function drawBusy() {
  const pace = h('input', { type: 'range', min: 0, max: paces.length - 1, 'aria-label': t('busy.pace'), oninput: () => { say(); }, onchange: () => tell() });
  const told = h('output');
  const on_ = h('input', { type: 'checkbox', role: 'switch', onchange: () => tell() });
  const say = () => {
    told.textContent = t('busy.rate', { n: paces[pace.value] });
    pace.setAttribute('aria-valuetext', told.textContent);
  };
  const tell = () => act('busy', { on: on_.checked, perMinute: paces[pace.value] });
  on('restaurant', now => {
    on_.checked = now.busy;
    if (document.activeElement !== pace) pace.value = String(Math.max(0, paces.findIndex(n => n >= now.perMinute)));
    say();
  });
  return h('div.busy', {}, h('label.switch', { title: t('busy.hint') }, on_, t('busy.label')), pace, told);
}
