// The left side: a floor with two halls, and the evening's traffic.
import { h, put } from '../dom.js';
import { on } from '../live.js';
import { t } from '../words.js';
import { drawTable } from './table.js';
import { drawBusy } from './busy.js';

export function drawRestaurant() {
  const floor = h('div.floor');
  put(document.getElementById('restaurant'),
    h('div.region-head', {}, h('h2', { id: 'restaurant-title' }, t('restaurant.title')), h('div.room'), drawBusy()),
    floor);

  const tables = new Map();
  on('restaurant', now => {
    if (!floor.children.length) {
      for (const hall of now.halls) {
        const place = h('div.hall', { class: hall.key, role: 'group', 'aria-label': hall.name }, h('h3', {}, hall.name));
        for (const table of hall.tables) {
          const drawn = drawTable(table);
          tables.set(table.name, drawn);
          place.append(drawn.element);
        }
        floor.append(place);
      }
    }
    now.halls.forEach(hall => hall.tables.forEach(table => tables.get(table.name).show(table)));
  });
}
