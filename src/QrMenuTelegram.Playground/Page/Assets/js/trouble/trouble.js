// The bottom: counters, and what can be broken.
import { h, icon, put } from '../dom.js';
import { t } from '../words.js';
import { drawCounts } from './counts.js';
import { drawBreakers } from './breakers.js';

export function drawTrouble(page) {
  const breakers = drawBreakers(page);
  const narrow = matchMedia('(max-width: 900px)');
  const open = h('button.button.open', {
    type: 'button', 'aria-controls': 'breakers', onclick: () => set(breakers.hidden),
  }, icon('up'), t('trouble.title'));
  const set = shown => {
    breakers.hidden = !shown && !narrow.matches;
    open.setAttribute('aria-expanded', String(!breakers.hidden));
    sessionStorage.setItem('trouble', shown ? '1' : '');
  };
  breakers.id = 'breakers';
  put(document.getElementById('trouble'),
    h('h2.unseen', { id: 'trouble-title' }, t('trouble.title')),
    h('div.strip', {}, open, page.bridge ? drawCounts() : null),
    breakers);
  set(sessionStorage.getItem('trouble') === '1');
  narrow.addEventListener('change', () => set(sessionStorage.getItem('trouble') === '1'));
}
