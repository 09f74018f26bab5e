'use strict';
// Text from outside goes into the page as text only.
// What would show as nothing, or turn around the text after it, shows as a replacement character.
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const most = 300; // characters of a text in a list
const byId = id => document.getElementById(id);
const seen = new Map();
const many = 12; // exports under way, from which on they scroll in a box of their own
const opened = new Map(); // links of exports, by request id
let last = {running: [], ended: []};

function visible(text) {
  return String(text).replace(unseen, '\ufffd');
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) {
    made.textContent = visible(text);
  }
  if (className) {
    made.className = className;
  }
  return made;
}

/** An element with a text that may be long: all of it is shown when the mouse rests on it. */
function brief(name, text, className) {
  const whole = visible(text ?? '');
  const made = element(name, whole.length > most ? whole.slice(0, most) + '…' : whole, className);
  if (whole.length > most) {
    made.title = whole;
  }
  return made;
}

const number = value => value === undefined ? '' : value.toLocaleString('en');

function size(bytes) {
  if (bytes === undefined) {
    return '';
  }
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; bytes >= 1000 && unit < units.length - 1; unit++) {
    bytes /= 1000;
  }
  return (unit && bytes < 10 ? bytes.toFixed(1) : Math.round(bytes)) + ' ' + units[unit];
}

function time(seconds) {
  if (seconds < 90) {
    return Math.round(seconds) + ' s';
  }
  return seconds < 5400 ? Math.round(seconds / 60) + ' min' : (seconds / 3600).toFixed(1) + ' h';
}

/** Items a second since this page first saw the export. */
function rate(now, found) {
  const first = seen.get(found.requestId) || {now, done: found.done};
  seen.set(found.requestId, first);
  return now > first.now && found.done > first.done ? (found.done - first.done) * 1000 / (now - first.now) : 0;
}

function progressText(found, speed) {
  if (found.items === undefined) {
    return found.state === 'other-version' ? found.detail : 'being planned';
  }
  const text = `${number(found.done)} of ${number(found.items)} items` + (found.tasks > 1 ? `, ${found.tasksDone} of ${found.tasks} tasks` : '');
  return speed ? `${text}, ${speed < 10 ? speed.toFixed(1) : number(Math.round(speed))}/s, ${time((found.items - found.done) / speed)} left` : text;
}

function running(found, now) {
  const row = element('div', null, 'export');
  const bar = element('progress');
  if (found.items !== undefined) {
    bar.max = Math.max(found.items, 1);
    bar.value = found.items ? found.done : 1;
  }
  bar.setAttribute('aria-label', visible(found.requestId));
  const speed = found.done === undefined ? 0 : rate(now, found);
  row.append(element('b', found.requestId), bar, brief('span', progressText(found, speed)));
  return row;
}

/** How far all of these have come together. */
function sum(exports) {
  const planned = exports.filter(found => found.items !== undefined);
  const add = field => number(planned.reduce((total, found) => total + found[field], 0));
  return planned.length > 1 ? `${number(exports.length)}, ${add('done')} of ${add('items')} items` : '';
}

function ended(found) {
  const row = element('tr', null, found.state);
  const outcome = found.warnings ? `${found.state}, ${number(found.warnings)} warning${found.warnings > 1 ? 's' : ''}` : found.state;
  const cells = [found.requestId, outcome, found.lastRecord ? new Date(found.lastRecord).toLocaleString() : ''];
  row.append(...cells.map(text => element('td', text)));
  row.append(...[number(found.items), number(found.parts), size(found.bytes)].map(text => element('td', text, 'number')));
  const where = brief('td', found.detail || found.destination);
  if (last.links && found.destination) {
    where.append(' ', opened.has(found.requestId) ? files(opened.get(found.requestId)) : filesButton(found.requestId));
  }
  row.append(where);
  return row;
}

function filesButton(id) {
  const button = element('button', 'files');
  button.setAttribute('aria-label', `files of ${visible(id)}`);
  button.addEventListener('click', () => open(id));
  return button;
}

async function open(id) {
  try {
    const answer = await fetch('links.json?' + encodeURIComponent(id), {cache: 'no-store'});
    opened.set(id, await answer.json());
  } catch (e) {
    opened.set(id, {files: [], trouble: 'no answer from the worker: ' + e.message});
  }
  show();
}

function files(found) {
  const items = found.files.filter(file => /^https?:/.test(file.link)).map(file => {
    const item = element('li');
    const link = element('a', file.name);
    link.href = file.link;
    link.rel = 'noreferrer';
    item.append(link);
    return item;
  });
  const all = element('ul');
  all.append(...(items.length ? items : [element('li', found.trouble || 'no files')]));
  return all;
}

function mask(shown) {
  const figure = element('figure');
  const picture = element('img');
  picture.src = shown.picture;
  picture.alt = '';
  figure.title = `${visible(shown.item)}, ${new Date(shown.rendered).toLocaleString()}`;
  figure.append(picture, element('figcaption', shown.item));
  return figure;
}

function list(into, facts) {
  into.replaceChildren(...Object.entries(facts).flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
}

function show() {
  const wanted = byId('filter').value.trim();
  const chosen = found => found.requestId.includes(wanted);
  const now = Date.parse(last.now);
  const rows = last.running.filter(chosen).map(found => running(found, now));
  byId('running').classList.toggle('many', rows.length > many);
  byId('running-sum').textContent = sum(last.running.filter(chosen));
  byId('running').replaceChildren(...(rows.length ? rows : [element('p', 'Nothing.', 'none')]));
  byId('ended').replaceChildren(...last.ended.filter(chosen).map(ended));
}

async function load() {
  const state = byId('state');
  try {
    const answer = await fetch('page.json', {cache: 'no-store'});
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
    last = await answer.json();
    state.textContent = last.trouble || `${last.running.length} under way, ${last.ended.length} ended of late`
      + (last.more ? `, ${last.more} more not shown` : '');
    state.className = last.trouble ? 'trouble' : '';
    byId('masks-section').hidden = !last.masks.length;
    byId('masks').replaceChildren(...last.masks.map(mask));
    list(byId('queue'), last.queue);
    list(byId('worker'), last.worker);
    list(byId('settings'), last.settings);
    show();
  } catch (e) {
    state.textContent = 'no answer from the worker: ' + e.message;
    state.className = 'trouble';
  }
  setTimeout(load, 3000);
}

byId('filter').addEventListener('input', show);
load();
