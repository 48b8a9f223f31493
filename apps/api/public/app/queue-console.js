import { json, onSubmit, send, show } from './page.js';

/** Gets this browser the cookie of the queue console and leads there. */
const CONSOLE = '/admin/queues';

const factor = document.querySelector('#factor form');
let mfaToken = '';

/** Where the reader was going, if that is the console. */
function destination() {
  const wanted = new URL(decodeURIComponent(location.hash.slice(1)) || CONSOLE, location.origin);
  const isConsole = wanted.pathname === CONSOLE || wanted.pathname.startsWith(`${CONSOLE}/`);
  return wanted.origin === location.origin && isConsole ? wanted.pathname + wanted.search : CONSOLE;
}

async function enter({ accessToken }) {
  await send('/api/admin/queues/session', {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  // The console would lead back here, for ever, when the browser keeps no cookie.
  if ((await fetch(CONSOLE)).status === 401)
    throw new Error(document.querySelector('#no-cookie').textContent);
  location.replace(destination());
}

onSubmit(document.querySelector('#login form'), async (form) => {
  const body = { identifier: form.get('identifier'), password: form.get('password') };
  const answer = await (await send('/api/auth/login', json('POST', body))).json();
  if (!answer.mfaRequired) {
    await enter(answer);
    return;
  }
  mfaToken = answer.mfaToken;
  for (const option of factor.elements.method.options)
    option.disabled = !answer.methods.includes(option.value);
  const first = [...factor.elements.method.options].find(({ disabled }) => !disabled);
  if (first) factor.elements.method.value = first.value;
  if (first?.value === 'sms') await sendCode();
  show('factor');
  factor.elements.code.focus();
});

const sendCode = () => send('/api/auth/mfa/sms/send', json('POST', { mfaToken }));

factor.elements.method.addEventListener('change', ({ target }) => {
  if (target.value === 'sms') sendCode().catch(({ message }) => trouble(message));
});

onSubmit(factor, async (form) => {
  const shown = { mfaToken, method: form.get('method'), code: form.get('code').trim() };
  await enter(await (await send('/api/auth/mfa/verify', json('POST', shown))).json());
});

const trouble = (message) => (document.querySelector('#trouble').textContent = message);

/** Who is logged in with this browser already needs no password. One refresh at a time: each token is used once. */
async function enterAsWhoIsLoggedIn() {
  let token;
  try {
    const refresh = () => send('/api/auth/refresh', { method: 'POST' });
    token = await (await (navigator.locks?.request('antrean-refresh', refresh) ?? refresh())).json();
  } catch {
    return show('login');
  }
  try {
    await enter(token);
  } catch ({ message }) {
    show('login');
    trouble(message);
  }
}

await enterAsWhoIsLoggedIn();
