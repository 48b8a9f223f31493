import { describe, expect, it } from '@jest/globals';
import { renderMail } from './render-mail.ts';

const CONTENT = {
  title: 'Persetujuan pesanan',
  paragraphs: ['Ada 3 pesanan menunggu.', 'Baris satu\nbaris dua'],
  action: { label: 'Buka pesanan', url: 'https://antrean.test/approve?id=1&t=a"b' },
  footer: 'Antrean, Jakarta',
};

describe('renderMail', () => {
  it('says the same in text and in HTML', () => {
    const { text, html } = renderMail(CONTENT);
    expect(text).toBe(
      'Persetujuan pesanan\n\nAda 3 pesanan menunggu.\n\nBaris satu\nbaris dua\n\n' +
        'Buka pesanan:\nhttps://antrean.test/approve?id=1&t=a%22b\n\n-- \nAntrean, Jakarta\n',
    );
    expect(html).toContain('<h1');
    expect(html).toContain('Baris satu<br>baris dua');
    expect(html).toContain('href="https://antrean.test/approve?id=1&amp;t=a%22b"');
  });

  it('S0-SEC-05 escapes everything that users typed', () => {
    const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>&amp;`;
    const { text, html } = renderMail({
      title: evil,
      paragraphs: [evil],
      action: { label: evil, url: 'https://antrean.test/' },
      footer: evil,
    });
    expect(html).not.toMatch(/<script|<img/);
    expect(html.split('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;')).toHaveLength(6);
    expect(text).toContain(evil);
  });

  it('needs no action', () => {
    const { text, html } = renderMail({ title: 'a', paragraphs: [], footer: 'b' });
    expect(text).toBe('a\n\n-- \nb\n');
    expect(html).not.toContain('<a ');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/relative', ''])('refuses a link to %j', (url) => {
    expect(() => renderMail({ ...CONTENT, action: { label: 'x', url } })).toThrow(TypeError);
  });
});
