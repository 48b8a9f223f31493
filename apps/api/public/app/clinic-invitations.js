import { asWhoIsLoggedIn } from './log-in.js';
import { fail, onSubmit, say, send, show, translate } from './page.js';

const PATH = '/api/clinic-invitations';
const ROLES = { manager: say('manager', 'manajer'), staff: say('staff', 'staf') };
const STATES = {
  accepted: say('You have accepted: you work there.', 'Anda telah menerima: Anda bekerja di sana.'),
  declined: say('You have declined.', 'Anda telah menolak.'),
  withdrawn: say('The clinic asks no longer.', 'Klinik tidak lagi mengundang.'),
  expired: say('It is too late to answer.', 'Sudah terlambat untuk menjawab.'),
};
// Opening the page answers nothing: only the buttons do.
const asked = Number(location.hash.slice(1));
/** Shown whatever became of them: what the link was about, and what is answered here. */
const kept = new Set([asked]);
const list = document.querySelector('#list');
const until = new Intl.DateTimeFormat(document.documentElement.lang === 'id' ? 'id-ID' : 'en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
});

const call = async (accessToken, method, path) =>
  (await send(path, { method, headers: { Authorization: `Bearer ${accessToken}` } })).json();

async function load(accessToken) {
  const { data } = await call(accessToken, 'GET', `${PATH}?limit=100`);
  const shown = data.filter(({ id, status }) => status === 'invited' || kept.has(id));
  shown.sort((a, b) => Number(b.id === asked) - Number(a.id === asked));
  list.replaceChildren(...shown.map(render));
  document.querySelector('#none').hidden = shown.length > 0;
  show('invitations');
}

function render({ id, clinicName, city, role, title, status, expiresAt }) {
  const article = document.querySelector('template').content.cloneNode(true).firstElementChild;
  translate(article);
  const [heading, text] = article.children;
  heading.textContent = `${clinicName}, ${city}`;
  const as = [ROLES[role], title].filter(Boolean).join(', ');
  const end = until.format(new Date(expiresAt));
  text.textContent =
    STATES[status] ??
    say(
      `It invites you as ${as}. Answer until ${end}.`,
      `Mengundang Anda sebagai ${as}. Jawab sampai ${end}.`,
    );
  for (const form of article.querySelectorAll('form')) {
    form.hidden = status !== 'invited';
    onSubmit(form, () =>
      asWhoIsLoggedIn(async (accessToken) => {
        show('invitations');
        await call(accessToken, 'POST', `${PATH}/${id}/${form.dataset.answer}`);
        kept.add(id);
        await load(accessToken);
      }),
    );
  }
  return article;
}

onSubmit(document.querySelector('#other'), async () => {
  await send('/api/auth/logout', { method: 'POST' });
  await asWhoIsLoggedIn(load);
});

await asWhoIsLoggedIn(load).catch((error) => (show(''), fail(error)));
