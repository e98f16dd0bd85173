// The command menu that the bot registered: by the button, or while typing "/".
import { h, put } from '../dom.js';
import { t } from '../words.js';

export function menuOf(phone) {
  const chat = phone.chat();
  return (!phone.anonymous && chat.menus[phone.person]) || chat.menu;
}

export function drawCommands(phone, input, say) {
  const list = h('div.commands', { role: 'listbox', 'aria-label': t('composer.menu') });
  let shown = [];
  let chosen = 0;
  let opener = null;
  return { toggle, filter, key, renew };

  function toggle(button) {
    opener = button;
    if (list.isConnected) return close();
    open(menuOf(phone));
    input.focus();
  }

  function filter(text) {
    const typed = /^\/([a-z0-9_]*)$/.exec(text);
    if (typed) open(menuOf(phone).filter(each => each.command.startsWith(typed[1])));
    else close();
  }

  // The bot has registered another menu, or somebody else holds the phone.
  function renew(text) {
    if (list.isConnected) filter(text || '/');
  }

  function key(event) {
    if (!list.isConnected) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { chosen = (chosen + step + shown.length) % shown.length; draw(); event.preventDefault(); }
    else if (event.key === 'Escape') { close(); event.stopPropagation(); }
    else if (event.key === 'Tab' && shown.length) { input.value = `/${shown[chosen].command} `; close(); event.preventDefault(); }
    else if (event.key === 'Enter' && shown.length) { event.preventDefault(); take(shown[chosen]); }
  }

  function open(commands) {
    shown = commands;
    chosen = 0;
    if (!shown.length) return close();
    draw();
    phone.element.append(list);
    opener?.setAttribute('aria-expanded', 'true');
  }

  function close() {
    list.remove();
    opener?.setAttribute('aria-expanded', 'false');
  }

  function take(command) {
    close();
    say('/' + command.command);
  }

  function draw() {
    put(list, shown.map((each, i) => h('div', {
      role: 'option', 'aria-selected': String(i === chosen), onmousedown: e => { e.preventDefault(); take(each); },
    }, h('b', {}, '/' + each.command), h('span', {}, each.description))));
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }
}
