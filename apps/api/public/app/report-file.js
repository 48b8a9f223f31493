import { json, onSubmit, send, show } from './page.js';

const job = new URLSearchParams(location.hash.slice(1)).get('job');

if (!job) show('broken');

/** Without cookies, so that whoever is logged in with this browser stays so. */
const APART = { credentials: 'omit' };

onSubmit(document.querySelector('form'), async (form) => {
  const login = await send('/api/auth/login', {
    ...json('POST', { identifier: form.get('identifier'), password: form.get('password') }),
    ...APART,
  });
  const authorization = `Bearer ${(await login.json()).accessToken}`;
  try {
    const headers = { authorization };
    const file = await send(`/api/report-jobs/${encodeURIComponent(job)}/download`, { headers });
    save(await file.blob(), fileName(file.headers.get('Content-Disposition') ?? ''));
  } finally {
    // For this one file only.
    await send('/api/auth/logout', { method: 'POST', headers: { authorization }, ...APART });
  }
  show('done');
});

/** `attachment; filename="report.pdf"` → `report.pdf` */
const fileName = (disposition) => /filename="?([^";]+)/.exec(disposition)?.[1] ?? 'report';

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
