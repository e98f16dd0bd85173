// Starts the page: waits for the first state, then each region draws itself and follows its parts.
import { connect, on } from './live.js';
import { speak } from './words.js';
import { drawTop } from './top.js';
import { drawRestaurant } from './restaurant/restaurant.js';
import { drawPhones } from './phones/phones.js';
import { drawTrouble } from './trouble/trouble.js';
import { drawTabs } from './tabs.js';
import { h } from './dom.js';
import { t } from './words.js';

let drawn = null;

async function draw(page) {
  if (drawn) {
    // Another start of the playground, or another language: begin anew.
    if (drawn.run !== page.run || drawn.language !== page.language) location.reload();
    return;
  }
  drawn = page;
  if (sessionStorage.getItem('run') !== page.run) {
    sessionStorage.clear();
    sessionStorage.setItem('run', page.run);
  }
  await speak(page.language);
  drawTop(page);
  if (page.restaurant) drawRestaurant();
  if (page.phones) drawPhones(page);
  drawTrouble(page);
  drawTabs(page);
  const stage = document.getElementById('stage');
  stage.classList.toggle('only-restaurant', !page.phones);
  stage.classList.toggle('only-phones', !page.restaurant);
  document.body.dataset.ready = '';
}

let banner = null;

connect(online => {
  if (online) {
    banner?.remove();
    banner = null;
  } else if (drawn && !banner) {
    banner = h('div.offline', { role: 'alert' }, t('page.offline'));
    document.body.append(banner);
  }
});
on('page', draw);
