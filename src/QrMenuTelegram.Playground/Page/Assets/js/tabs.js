// On a narrow screen one region shows at a time; these choose it.
import { h, icon } from './dom.js';
import { t } from './words.js';

export function drawTabs(page) {
  const tabs = [
    page.restaurant && ['restaurant', 'plate'],
    page.phones && ['phones', 'phone'],
    ['trouble', 'tools'],
  ].filter(Boolean);
  const nav = document.getElementById('tabs');
  nav.setAttribute('aria-label', t('tabs.label'));
  const choose = name => {
    document.body.dataset.tab = name;
    sessionStorage.setItem('tab', name);
    for (const button of nav.children) button.setAttribute('aria-current', String(button.dataset.name === name));
    dispatchEvent(new Event('resize'));
  };
  nav.append(...tabs.map(([name, picture]) => h('button', { type: 'button', 'data-name': name, onclick: () => choose(name) }, icon(picture), t('tabs.' + name))));
  const kept = sessionStorage.getItem('tab');
  choose(tabs.some(([name]) => name === kept) ? kept : tabs[0][0]);
}
