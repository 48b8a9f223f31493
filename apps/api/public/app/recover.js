import { json, onSubmit, send, show } from './page.js';

// Behind the #, so that no server, proxy or log ever sees it. Opening the page uses nothing up: only sending does.
const token = new URLSearchParams(location.hash.slice(1)).get('token');

if (!token) show('broken');

onSubmit(document.querySelector('form'), async (form) => {
  const backupCode = form.get('code').trim();
  const body = { token, ...(backupCode === '' ? {} : { backupCode }) };
  const answer = await send('/api/auth/recovery/complete', json('POST', body));
  const { status, completableAt } = await answer.json();
  if (completableAt) {
    document.querySelector('#when').textContent = new Date(completableAt).toLocaleString(
      document.documentElement.lang,
    );
  }
  history.replaceState(null, '', location.pathname);
  show(status);
});
