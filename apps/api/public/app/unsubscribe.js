import { onSubmit, send, show } from './page.js';

// Opening the page changes nothing, because programs that look at mails open links too: only sending does.
const token = new URLSearchParams(location.hash.slice(1)).get('token');

if (!token) show('broken');

onSubmit(document.querySelector('form'), async () => {
  await send(`/api/notifications/unsubscribe?token=${encodeURIComponent(token)}`, { method: 'POST' });
  show('done');
});
