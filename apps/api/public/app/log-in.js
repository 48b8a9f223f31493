import { fail, json, onSubmit, send, show, translate } from './page.js';

/** How pages that need to know who asks log somebody in. */

document.querySelector('#trouble').insertAdjacentHTML(
  'beforebegin',
  `<section id="login" hidden>
    <p data-en="Log in to go on." data-id="Masuk untuk melanjutkan."></p>
    <form>
      <label
        for="identifier"
        data-en="E-mail, username, NIK or phone number"
        data-id="Surel, nama pengguna, NIK, atau nomor telepon"
      ></label>
      <input id="identifier" name="identifier" autocomplete="username" maxlength="254" required />
      <label for="password" data-en="Password" data-id="Kata sandi"></label>
      <input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000" required />
      <button data-en="Log in" data-id="Masuk"></button>
    </form>
  </section>
  <section id="factor" hidden>
    <h2 data-en="Second factor" data-id="Faktor kedua"></h2>
    <form>
      <label for="method" data-en="Where the code is from" data-id="Asal kode"></label>
      <select id="method" name="method">
        <option value="totp" data-en="Authenticator application" data-id="Aplikasi autentikator"></option>
        <option value="sms" data-en="Text message" data-id="Pesan teks"></option>
        <option value="backup" data-en="Backup codes" data-id="Kode cadangan"></option>
      </select>
      <label for="code" data-en="Code" data-id="Kode"></label>
      <input id="code" name="code" autocomplete="one-time-code" maxlength="40" required />
      <button data-en="Go on" data-id="Lanjut"></button>
    </form>
  </section>
  <section id="only-passkey" hidden>
    <p
      data-en="This account has nothing but a passkey, which cannot be used here yet."
      data-id="Akun ini hanya punya passkey, yang belum dapat dipakai di sini."
    ></p>
  </section>`,
);
translate();

const login = document.querySelector('#login form');
const factor = document.querySelector('#factor form');
let mfaToken = '';
/** What is to be done when somebody has logged in. */
let goOn = async () => undefined;

/**
 * Runs `work` with an access token of who is logged in with this browser; where nobody is, once somebody has logged in on
 * the page.
 */
export async function asWhoIsLoggedIn(work) {
  goOn = work;
  let token;
  try {
    // One refresh at a time: each token is used once.
    const refresh = () => send('/api/auth/refresh', { method: 'POST' });
    token = await (await (navigator.locks?.request('antrean-refresh', refresh) ?? refresh())).json();
  } catch {
    show('login');
    login.elements.identifier.focus();
    return;
  }
  await work(token.accessToken);
}

onSubmit(login, async (form) => {
  const body = { identifier: form.get('identifier'), password: form.get('password') };
  const answer = await (await send('/api/auth/login', json('POST', body))).json();
  login.reset();
  if (!answer.mfaRequired) {
    await goOn(answer.accessToken);
    return;
  }
  mfaToken = answer.mfaToken;
  for (const option of factor.elements.method.options)
    option.disabled = !answer.methods.includes(option.value);
  const first = [...factor.elements.method.options].find(({ disabled }) => !disabled);
  show(first ? 'factor' : 'only-passkey');
  if (!first) return;
  factor.elements.method.value = first.value;
  factor.elements.code.focus();
  if (first.value === 'sms') await sendCode();
});

const sendCode = () => send('/api/auth/mfa/sms/send', json('POST', { mfaToken }));

factor.elements.method.addEventListener('change', ({ target }) => {
  if (target.value === 'sms') sendCode().catch(fail);
});

onSubmit(factor, async (form) => {
  const shown = { mfaToken, method: form.get('method'), code: form.get('code').trim() };
  const { accessToken } = await (await send('/api/auth/mfa/verify', json('POST', shown))).json();
  factor.reset();
  await goOn(accessToken);
});
