import { json, onSubmit, send, show } from './page.js';

// Behind the #, so that no server, proxy or log ever sees it. Opening the page uses nothing up: only sending does.
const token = new URLSearchParams(location.hash.slice(1)).get('token');

/** Who comes from the application is logged in with this browser, and brings no token. */
async function cancelOwn() {
  const { accessToken } = await (await send('/api/auth/refresh', { method: 'POST' })).json();
  await send('/api/auth/recovery', {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${accessToken}` },
  });
}

onSubmit(document.querySelector('form'), async () => {
  if (token) await send('/api/auth/recovery/cancel', json('POST', { token }));
  else await cancelOwn();
  history.replaceState(null, '', location.pathname);
  show('done');
});
