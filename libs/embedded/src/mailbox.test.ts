import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { startMailbox, type Mailbox } from './mailbox.ts';
import type { ReceivedEmail } from './mailbox-message.ts';

let mailbox: Mailbox;
let base: string;

beforeEach(async () => {
  mailbox = await startMailbox({ smtpPort: 0, uiPort: 0, log: () => undefined });
  base = `http://127.0.0.1:${mailbox.uiPort}`;
});

afterEach(() => mailbox.stop());

async function send(message: SendMailOptions, url = mailbox.smtpUrl): Promise<void> {
  const transport = createTransport(url);
  await transport.sendMail({ from: 'Antrean <no-reply@antrean.test>', ...message });
  transport.close();
}

async function received(): Promise<ReceivedEmail[]> {
  const answer = await fetch(`${base}/email`);
  return JSON.parse(await answer.text());
}

describe('mailbox', () => {
  it('shows an e-mail with its people, texts and headers', async () => {
    await send({
      to: '"Siti, Dapur" <siti@antrean.test>, budi@antrean.test',
      cc: 'rina@antrean.test',
      bcc: 'hidden@antrean.test',
      subject: 'Pesanan disetujui ✓',
      text: 'Pesanan PM-20251001-001 disetujui.',
      html: '<p>Pesanan <b>PM-20251001-001</b> disetujui.</p>',
      headers: { 'X-Cause': 'order.approved' },
      messageId: '<one@antrean.test>',
    });

    const [email, ...others] = await received();

    expect(others).toEqual([]);
    expect(email).toMatchObject({
      id: expect.any(String),
      subject: 'Pesanan disetujui ✓',
      from: [{ address: 'no-reply@antrean.test', name: 'Antrean' }],
      to: [
        { address: 'siti@antrean.test', name: 'Siti, Dapur' },
        { address: 'budi@antrean.test', name: '' },
      ],
      cc: [{ address: 'rina@antrean.test', name: '' }],
      recipients: ['siti@antrean.test', 'budi@antrean.test', 'rina@antrean.test', 'hidden@antrean.test'],
      text: expect.stringContaining('Pesanan PM-20251001-001 disetujui.'),
      html: expect.stringContaining('<b>PM-20251001-001</b>'),
      headers: { 'x-cause': 'order.approved', 'message-id': '<one@antrean.test>' },
      attachments: [],
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });

  it('gives an attachment back byte by byte, as a download', async () => {
    const content = Buffer.from([0, 1, 2, 253, 254, 255]);
    await send({
      to: 'siti@antrean.test',
      subject: 'Laporan',
      attachments: [{ filename: 'laporan "é" \ud800.pdf', content, contentType: 'application/pdf' }],
    });

    const [email] = await received();
    const attachment = email!.attachments[0]!;
    const answer = await fetch(`${base}${attachment.url}`);

    expect(attachment).toMatchObject({ contentType: 'application/pdf', size: 6 });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''laporan/);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('lists the oldest first, and deletes all', async () => {
    await send({ to: 'siti@antrean.test', subject: 'first' });
    await send({ to: 'siti@antrean.test', subject: 'second' });
    expect((await received()).map(({ subject }) => subject)).toEqual(['first', 'second']);

    expect((await fetch(`${base}/email/all`, { method: 'DELETE' })).status).toBe(204);

    expect(await received()).toEqual([]);
  });

  it('keeps the newest 500', async () => {
    const transport = createTransport({ url: mailbox.smtpUrl, pool: true, maxConnections: 1 });
    for (let number = 1; number <= 502; number += 1) {
      await transport.sendMail({
        from: 'a@antrean.test',
        to: 'b@antrean.test',
        subject: `${number}`,
        text: '-',
      });
    }
    transport.close();

    const subjects = (await received()).map(({ subject }) => subject);

    expect(subjects).toHaveLength(500);
    expect([subjects[0], subjects.at(-1)]).toEqual(['3', '502']);
  });

  it('takes e-mails from clients that log in, whatever they say', async () => {
    await send(
      { to: 'siti@antrean.test', subject: 'hello' },
      mailbox.smtpUrl.replace('//', '//user:secret@'),
    );

    expect(await received()).toHaveLength(1);
  });

  it('shows HTML in a frame that runs no script and fetches nothing', async () => {
    await send({
      to: 'siti@antrean.test',
      subject: 'html',
      html: '<script>parent.stolen = true</script><img src="https://tracker.test/x.png"><img src="cid:logo">',
      attachments: [
        { filename: 'logo.png', content: Buffer.from('png'), cid: 'logo', contentType: 'image/png' },
      ],
    });
    const [email] = await received();

    const frame = await fetch(`${base}/email/${email!.id}/html`);
    const policy = frame.headers.get('content-security-policy') ?? '';
    const page = await fetch(`${base}/`);
    const script = await (await fetch(`${base}/mailbox.js`)).text();

    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        'sandbox allow-popups allow-popups-to-escape-sandbox',
        "default-src 'none'",
        'img-src data:',
      ]),
    );
    expect(await frame.text()).toContain(
      `src="data:image/png;base64,${Buffer.from('png').toString('base64')}"`,
    );
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await page.text()).not.toMatch(/<script(?![^>]*src=)/);
    expect(script).toContain("setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox')");
    expect(script).not.toContain('innerHTML');
  });

  it('knows nothing of other paths and methods', async () => {
    expect((await fetch(`${base}/email/none/html`)).status).toBe(404);
    expect((await fetch(`${base}/etc/passwd`)).status).toBe(404);
    expect((await fetch(`${base}/email`, { method: 'POST' })).status).toBe(405);
  });
});

describe('mailbox on a taken port', () => {
  let squatter: Server;
  let taken: number;

  beforeEach(async () => {
    squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const address = squatter.address();
    taken = typeof address === 'object' && address !== null ? address.port : 0;
  });

  afterEach(() => new Promise<void>((resolve) => squatter.close(() => resolve())));

  it('names the SMTP port and its variable', async () => {
    await expect(startMailbox({ smtpPort: taken, uiPort: 0, log: () => undefined })).rejects.toThrow(
      `Port ${taken} for the mailbox's SMTP is in use by another program. End that program, or set SMTP_PORT.`,
    );
  });

  it("names the page's port and its variable, and leaves the SMTP port free", async () => {
    const { smtpPort } = mailbox;
    await mailbox.stop();

    await expect(startMailbox({ smtpPort, uiPort: taken, log: () => undefined })).rejects.toThrow(
      `Port ${taken} for the mailbox's page is in use by another program. End that program, or set MAIL_UI_PORT.`,
    );

    mailbox = await startMailbox({ smtpPort, uiPort: 0, log: () => undefined });
    expect(mailbox.smtpPort).toBe(smtpPort);
  });
});
