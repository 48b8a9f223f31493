/** The mailbox's page. It holds no e-mail itself: the script fetches them and sets them as text, never as HTML. */
export const MAILBOX_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/mailbox.css">
<script type="module" src="/mailbox.js"></script>
</head>
<body>
<header>
  <h1>Mailbox</h1>
  <p id="count" role="status"></p>
  <button id="clear" type="button">Delete all</button>
</header>
<main>
  <nav aria-label="E-mails"><ol id="list"></ol></nav>
  <article id="email" aria-live="polite"><p class="hint">Every e-mail that the system sends ends up here and nowhere else.</p></article>
</main>
</body>
</html>
`;

export const MAILBOX_STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --accent: #2563eb; font: 15px/1.5 system-ui, sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; height: 100dvh; display: grid; grid-template-rows: auto 1fr; }
header { display: flex; align-items: center; gap: 1rem; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.1rem; margin: 0; }
#count { margin: 0; flex: 1; opacity: .7; }
button { font: inherit; padding: .3rem .8rem; border: 1px solid var(--line); border-radius: .4rem; background: none; color: inherit; cursor: pointer; }
button:hover, button:focus-visible { background: var(--soft); }
main { display: grid; grid-template-columns: minmax(15rem, 24rem) 1fr; min-height: 0; }
nav { overflow: auto; border-right: 1px solid var(--line); }
ol { list-style: none; margin: 0; padding: 0; }
li button { display: block; width: 100%; text-align: left; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; padding: .6rem 1rem; }
li button[aria-current=true] { background: var(--soft); box-shadow: inset 3px 0 var(--accent); }
li strong, li span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
li span, dt, .hint { opacity: .7; font-size: .9rem; }
article { padding: 1rem; overflow: auto; display: flex; flex-direction: column; gap: .8rem; min-width: 0; }
article h2 { margin: 0; font-size: 1.2rem; overflow-wrap: anywhere; }
dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { flex: 1; min-height: 20rem; border: 1px solid var(--line); border-radius: .4rem; background: #fff; }
pre { margin: 0; padding: .8rem; border: 1px solid var(--line); border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 45rem) { main { grid-template: minmax(8rem, 35%) 1fr / 1fr; } nav { border-right: 0; border-bottom: 1px solid var(--line); } }
`;

export const MAILBOX_SCRIPT = `
const REFRESH_MS = 2000;
const byId = (id) => document.getElementById(id);
let emails = [];
let open = null;

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
const people = (list) => list.map(({ name, address }) => (name ? name + ' <' + address + '>' : address)).join(', ');
const when = (time) => new Date(time).toLocaleString();

function showList() {
  byId('count').textContent = emails.length === 1 ? '1 e-mail' : emails.length + ' e-mails';
  byId('list').replaceChildren(...emails.map((email) => {
    const button = element('button', { type: 'button', onclick: () => { open = email.id; showList(); showEmail(email); } },
      element('strong', { textContent: email.subject || '(no subject)' }),
      element('span', { textContent: people(email.to) || email.recipients.join(', ') }),
      element('span', { textContent: when(email.time) }));
    button.setAttribute('aria-current', String(email.id === open));
    return element('li', {}, button);
  }));
}

function showEmail(email) {
  const facts = [['From', people(email.from)], ['To', people(email.to)], ['Cc', people(email.cc)],
    ['Delivered to', email.recipients.join(', ')], ['Arrived', when(email.time)]];
  const parts = [element('h2', { textContent: email.subject || '(no subject)' }),
    element('dl', {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) =>
      [element('dt', { textContent: name }), element('dd', { textContent: value })]))];
  if (email.attachments.length > 0) {
    parts.push(element('p', {}, 'Attachments: ', ...email.attachments.flatMap((file, index) => [index ? ', ' : '',
      element('a', { href: file.url, download: file.filename, textContent: file.filename + ' (' + file.size + ' bytes)' })])));
  }
  if (email.html) {
    const frame = element('iframe', { title: 'HTML of the e-mail', src: '/email/' + email.id + '/html' });
    frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
    parts.push(frame);
  }
  if (email.text) {
    const text = element('pre', { textContent: email.text });
    parts.push(email.html ? element('details', {}, element('summary', { textContent: 'Plain text' }), text) : text);
  }
  parts.push(element('details', {}, element('summary', { textContent: 'Headers' }), element('pre', {
    textContent: Object.entries(email.headers).map(([name, value]) => name + ': ' + [value].flat().join(', ')).join('\\n') })));
  byId('email').replaceChildren(...parts);
}

async function refresh() {
  const answer = await fetch('/email');
  const newest = (await answer.json()).reverse();
  const changed = newest.length !== emails.length || newest[0]?.id !== emails[0]?.id;
  emails = newest;
  if (changed) showList();
}

byId('clear').onclick = async () => {
  await fetch('/email/all', { method: 'DELETE' });
  open = null;
  byId('email').replaceChildren();
  await refresh();
};

for (;;) {
  await refresh().catch(() => { byId('count').textContent = 'The mailbox does not answer. Is the system running?'; emails = []; });
  await new Promise((resolve) => setTimeout(resolve, REFRESH_MS));
}
`;
