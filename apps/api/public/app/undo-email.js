import { json, onSubmit, send, show } from './page.js';

// Behind the #, so that no server, proxy or log ever sees it. Opening the page uses nothing up: only sending does.
const token = new URLSearchParams(location.hash.slice(1)).get('token');

if (!token) show('broken');

onSubmit(document.querySelector('form'), async () => {
  await send('/api/auth/email/undo', json('POST', { token }));
  history.replaceState(null, '', location.pathname);
  show('done');
});
