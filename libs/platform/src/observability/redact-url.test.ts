import { describe, expect, it } from '@jest/globals';
import { redactUrl } from './redact-url.ts';

describe('redactUrl', () => {
  it.each([
    ['/ws?token=abc', '/ws?token=[redacted]'],
    ['/ws?a=1&token=abc&b=2#c', '/ws?a=1&token=[redacted]&b=2#c'],
    ['/ws?%74oken=abc', '/ws?%74oken=[redacted]'],
    [
      '/ws?Token=abc&access_token=d&refreshToken=e',
      '/ws?Token=[redacted]&access_token=[redacted]&refreshToken=[redacted]',
    ],
    ['https://a.example/cb#access_token=abc&state=1', 'https://a.example/cb#access_token=[redacted]&state=1'],
    ['/verify?token=', '/verify?token=[redacted]'],
    ['smtp://user:pass@mail.example:25', 'smtp://[redacted]@mail.example:25'],
    ['//not a url?token=abc%', '//not a url?token=[redacted]'],
  ])('%s → %s', (url, expected) => {
    expect(redactUrl(url)).toBe(expected);
  });

  it.each(['/orders?page=2&limit=50', '/orders?tokenised=1', 'https://a.example/a@b:c', ''])(
    'leaves %p alone',
    (url) => {
      expect(redactUrl(url)).toBe(url);
    },
  );
});
