// Shows the session and the leads; asks an invisible frame for the next token before one expires.
const RENEW_BEFORE = 60;
const FRAME_WAIT = 15_000;
const view = document.getElementById('view');
const byId = (id) => document.getElementById(id);
const say = (words) => { byId('status').textContent = words; };
let leads = [];
let expiresAt = 0;
let ticking;

class Problem extends Error {}

async function call(method, path) {
  const answer = await fetch(path, { method });
  const body = await answer.json();
  if (!answer.ok) throw new Problem(answer.status === 401 ? 'expired' : 'unavailable');
  return body;
}

function show(name) {
  clearInterval(ticking);
  view.replaceChildren(byId(name).content.cloneNode(true));
  byId('sign-in')?.addEventListener('click', signIn);
  byId('again')?.addEventListener('click', () => run(start));
}

async function signIn() {
  location.assign((await call('POST', '/api/sign-in')).location);
}

/** Runs what needs a token. If it has expired, the frame brings the next one, once. */
async function withToken(action) {
  try {
    return await action();
  } catch (problem) {
    if (problem.message !== 'expired') throw problem;
    await renew();
    return action();
  }
}

/** Opens Zoho's page for silent renewal in a frame, whose last page is callback.html. */
async function renew() {
  const { location: uri } = await call('POST', '/api/renewal');
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Silent renewal';
  try {
    const outcome = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Problem('ended')), FRAME_WAIT);
      window.addEventListener('message', function heard(message) {
        if (message.origin !== location.origin || message.source !== frame.contentWindow) return;
        window.removeEventListener('message', heard);
        clearTimeout(late);
        if (message.data.renewed) resolve();
        else reject(new Problem(message.data.problem === 'unavailable' ? 'unavailable' : 'ended'));
      });
    });
    frame.src = uri;
    document.body.append(frame);
    await outcome;
  } finally {
    frame.remove();
  }
}

async function showSession() {
  const session = await withToken(() => call('GET', '/api/session'));
  if (!session.signedIn) {
    show('signed-out');
    return false;
  }
  if (!byId('email')) {
    show('signed-in');
    byId('search').addEventListener('input', draw);
    byId('refresh').addEventListener('click', () => run(refresh));
    byId('renew').addEventListener('click', () => run(renewNow));
    byId('sign-out').addEventListener('click', () => run(signOut));
  }
  byId('email').textContent = session.email;
  byId('organization').textContent = session.organization;
  expiresAt = Date.now() + session.secondsLeft * 1000;
  clearInterval(ticking);
  ticking = setInterval(tick, 1000);
  tick();
  return true;
}

/** Counts down, and renews a minute before the end. */
function tick() {
  const seconds = Math.max(0, Math.round((expiresAt - Date.now()) / 1000));
  byId('left').textContent = seconds >= 60 ? `${Math.floor(seconds / 60)} min` : `${seconds} s`;
  if (seconds <= RENEW_BEFORE) {
    clearInterval(ticking);
    run(renewNow);
  }
}

async function renewNow() {
  await renew();
  await showSession();
  say('Access was renewed.');
}

async function refresh() {
  leads = await withToken(() => call('GET', '/api/leads'));
  await showSession();
  draw();
  say('The leads are up to date.');
}

async function signOut() {
  await call('POST', '/api/sign-out');
  show('signed-out');
  say('You have signed out.');
}

function draw() {
  const wanted = byId('search').value.trim().toLowerCase();
  const found = leads.filter((lead) =>
    `${lead.name} ${lead.company} ${lead.email} ${lead.status}`.toLowerCase().includes(wanted));
  byId('leads').replaceChildren(...found.map(row));
  byId('count').textContent = found.length === 1 ? '1 lead' : `${found.length} leads`;
  byId('none').hidden = found.length > 0;
}

function row(lead) {
  const tr = document.createElement('tr');
  for (const [label, text] of [['Name', lead.name], ['Company', lead.company], ['E-mail', lead.email], ['Phone', lead.phone], ['Status', lead.status]]) {
    const cell = document.createElement(label === 'Name' ? 'th' : 'td');
    if (label === 'Name') cell.scope = 'row';
    cell.dataset.label = label;
    cell.textContent = text;
    tr.append(cell);
  }
  return tr;
}

async function run(action) {
  try {
    say('');
    await action();
  } catch (problem) {
    show(problem.message === 'unavailable' ? 'unavailable' : 'ended');
  }
}

async function start() {
  if (await showSession()) {
    leads = await withToken(() => call('GET', '/api/leads'));
    draw();
  }
}

run(start);
