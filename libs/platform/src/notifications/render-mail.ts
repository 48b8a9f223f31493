export interface MailContent {
  title: string;
  paragraphs: readonly string[];
  /** The one thing to do, as a button. Only http and https. */
  action?: { label: string; url: string };
  footer: string;
  /** Below the footer. Only http and https. */
  footerLink?: { label: string; url: string };
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const FONT = 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif';

/**
 * A message as plain text and as HTML that mail programs show alike: no style sheet, no image, nothing loaded from
 * elsewhere. All texts are escaped, so they may hold what users typed.
 *
 * @throws TypeError when the action's URL is not http or https
 */
export function renderMail({ title, paragraphs, action, footer, footerLink }: MailContent): {
  text: string;
  html: string;
} {
  const url = action === undefined ? undefined : webUrl(action.url);
  const blocks = [title, ...paragraphs];
  if (action !== undefined && url !== undefined) blocks.push(`${action.label}:\n${url}`);
  const belowUrl = footerLink === undefined ? undefined : webUrl(footerLink.url);
  const below = footerLink === undefined ? '' : `${footerLink.label}: ${belowUrl}\n`;
  const text = `${blocks.join('\n\n')}\n\n-- \n${footer}\n${below}`;

  const button =
    action === undefined || url === undefined
      ? ''
      : `<p style="margin:28px 0"><a href="${escape(url)}" style="display:inline-block;padding:12px 22px;` +
        `background:#0f5c6e;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:600">` +
        `${escape(action.label)}</a></p>`;
  const link =
    footerLink === undefined || belowUrl === undefined
      ? ''
      : `<br><a href="${escape(belowUrl)}" style="color:#6b7280">${escape(footerLink.label)}</a>`;
  const html = `<!doctype html>
<html>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f4f5f6;${FONT};color:#1f2937">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:10px"><tr><td style="padding:36px 40px;font-size:15px;line-height:1.6">
<h1 style="margin:0 0 20px;font-size:20px;line-height:1.35;font-weight:600">${escape(title)}</h1>
${paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeLines(paragraph)}</p>`).join('\n')}
${button}
</td></tr></table>
<p style="margin:20px 0 0;font-size:12px;line-height:1.5;color:#6b7280">${escapeLines(footer)}${link}</p>
</td></tr></table>
</body>
</html>
`;
  return { text, html };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function escapeLines(text: string): string {
  return escape(text).replace(/\r?\n/g, '<br>');
}

function webUrl(url: string): string {
  if (URL.canParse(url)) {
    const { protocol, href } = new URL(url);
    if (protocol === 'https:' || protocol === 'http:') return href;
  }
  throw new TypeError(`A mail links to ${JSON.stringify(url)}, which is neither http nor https.`);
}
