'use strict';
// Text from outside goes into the page as text only.
const byId = id => document.getElementById(id);
const seen = new Map();
let last = {running: [], ended: []};

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) {
    made.textContent = text;
  }
  if (className) {
    made.className = className;
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
  const text = `${number(found.done)} of ${number(found.items)} items, ${found.tasksDone} of ${found.tasks} tasks`;
  return speed ? `${text}, ${speed.toFixed(speed < 10 ? 1 : 0)}/s, ${time((found.items - found.done) / speed)} left` : text;
}

function running(found, now) {
  const row = element('div', null, 'export');
  const bar = element('progress');
  if (found.items !== undefined) {
    bar.max = Math.max(found.items, 1);
    bar.value = found.items ? found.done : 1;
  }
  bar.setAttribute('aria-label', found.requestId);
  const speed = found.done === undefined ? 0 : rate(now, found);
  row.append(element('b', found.requestId), bar, element('span', progressText(found, speed)));
  return row;
}

function ended(found) {
  const row = element('tr', null, found.state);
  const cells = [found.requestId, found.state, found.lastRecord ? new Date(found.lastRecord).toLocaleString() : ''];
  row.append(...cells.map(text => element('td', text)));
  row.append(...[number(found.items), number(found.parts), size(found.bytes)].map(text => element('td', text, 'number')));
  row.append(element('td', found.detail || found.destination));
  return row;
}

function list(into, facts) {
  into.replaceChildren(...Object.entries(facts).flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
}

function show() {
  const wanted = byId('filter').value.trim();
  const chosen = found => found.requestId.includes(wanted);
  const now = Date.parse(last.now);
  const rows = last.running.filter(chosen).map(found => running(found, now));
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
