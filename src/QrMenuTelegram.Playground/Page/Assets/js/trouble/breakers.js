// Switches with a word on what each does: the restaurant's server, Telegram, the bridge; and the wire.
import { h, put } from '../dom.js';
import { act, on } from '../live.js';
import { t } from '../words.js';
import { drawWire } from './wire.js';

export function drawBreakers(page) {
  return h('div.breakers', {},
    page.restaurant ? server(page) : null,
    page.phones ? telegram(page) : null,
    page.bridge ? bridge(page) : null,
    drawWire(page));
}

function server(page) {
  const states = choices('server', ['well', 'down', 'slow', 'errors'], state => act('server', { state }));
  const card = breaker(t('server.title'), states.element, states.word,
    h('div.actions', {}, h('button.button', { type: 'button', title: t('server.forget.hint'), onclick: () => act('forget') }, t('server.forget'))),
    page.bridge ? null : address(page.serverUrl, page.serverKey));
  on('trouble', now => { states.choose(now.server); card.classList.toggle('broken', now.server !== 'well'); });
  return card;
}

function telegram(page) {
  const states = choices('telegram', ['well', 'down', 'flood', 'losesAnswers'], state => act('telegram', { state }));
  const limits = h('input', { type: 'checkbox', role: 'switch', onchange: e => act('limits', { on: e.target.checked }) });
  const card = breaker(t('telegram.title'), states.element, states.word,
    h('label.switch', { title: t('telegram.limits.hint') }, limits, t('telegram.limits')),
    page.bridge ? null : address(page.telegramUrl, page.botToken));
  on('trouble', now => {
    states.choose(now.telegram);
    limits.checked = now.limits;
    card.classList.toggle('broken', states.value !== 'well');
  });
  return card;
}

function bridge(page) {
  const kill = h('button.button.bad', { type: 'button', title: t('bridge.kill.hint'), onclick: () => act('bridge-kill') }, t('bridge.kill'));
  const stop = h('button.button', { type: 'button', onclick: () => act('bridge-stop') }, t('bridge.stop'));
  const start = h('button.button.main', { type: 'button', onclick: () => act('bridge-start') }, t('bridge.start'));
  const state = h('span.pill');
  const link = h('a', { hidden: true, target: '_blank', rel: 'noopener noreferrer' });
  const lines = h('pre.console', { tabIndex: 0, role: 'log', 'aria-label': t('bridge.console') });
  const card = h('div.breaker', {}, h('header', {}, h('h3', {}, t('bridge.title')), state), h('div.actions', {}, kill, stop, start), link, lines);
  on('bridge', now => {
    const runs = now.state === 'running';
    put(state, t('bridge.' + now.state));
    state.className = 'pill ' + (runs ? 'good' : 'bad');
    kill.disabled = stop.disabled = !runs;
    start.disabled = runs;
    card.classList.toggle('broken', !runs);
    // With a real bot the first manager opens the link on a phone; with simulated ones the first steps offer it.
    link.hidden = page.phones || !now.startLink;
    link.href = link.textContent = now.startLink ?? '';
    const text = now.lines.join('\n');
    if (lines.textContent !== text) { lines.textContent = text; lines.scrollTop = lines.scrollHeight; }
  });
  return card;
}

function breaker(title, ...children) {
  return h('div.breaker', {}, h('header', {}, h('h3', {}, title)), children);
}

function address(url, key) {
  return h('p', {}, h('code', {}, url), h('br'), h('code', {}, key));
}

function choices(name, values, choose) {
  const inputs = values.map(value => h('input', { type: 'radio', name, value, onchange: () => choose(value) }));
  const word = h('p', { 'aria-live': 'polite' });
  return {
    element: h('fieldset.choices', {}, h('legend.unseen', {}, t(name + '.title')),
      inputs.map(input => h('label', { class: input.value === 'well' ? 'well' : '' }, input, t(`${name}.${input.value}`)))),
    word,
    value: 'well',
    choose(value) {
      // The server writes LosesAnswers as losesanswers.
      this.value = values.find(each => each.toLowerCase() === value?.toLowerCase()) ?? 'well';
      inputs.forEach(input => { input.checked = input.value === this.value; });
      word.textContent = t(`${name}.${this.value}.hint`);
    },
  };
}
