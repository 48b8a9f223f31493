import { json, onSubmit, send, show } from './page.js';

onSubmit(document.querySelector('form'), async (form) => {
  await send('/api/auth/password/forgot', json('POST', { identifier: form.get('identifier') }));
  show('done');
});
