import { json, onSubmit, send, show } from './page.js';

// Behind the #, so that no server, proxy or log ever sees it. Opening the page uses nothing up: only sending does.
const token = new URLSearchParams(location.hash.slice(1)).get('token');

if (!token) show('broken');

onSubmit(document.querySelector('form'), async (form) => {
  await send('/api/auth/password/reset', json('POST', { token, newPassword: form.get('password') }));
  history.replaceState(null, '', location.pathname);
  show('done');
});
