import { describe, expect, it } from '@jest/globals';
import { ALLOWED_GROWTH, growth, superLinearTexts } from '@antrean/testing';
import { z } from 'zod';
import { csvLine } from '../csv/csv.ts';
import { neutraliseFormula } from '../csv/neutralise-formula.ts';
import { businessDate, identifier, line, note } from '../http/schema.ts';
import { matchesTag, readVersions } from '../http/version.ts';
import { checkedMessageId, headerText, parseAddress } from '../mail/mail-header.ts';
import { renderMail } from '../notifications/render-mail.ts';
import { redactLine } from '../observability/redact-line.ts';
import { redactUrl } from '../observability/redact-url.ts';
import { fromLeftToRight } from '../pdf/bidi.ts';
import { cleanText, splitClusters } from '../pdf/clean-text.ts';
import { pathOf } from '../files/storage-key.ts';
import { breakLines } from '../pdf/line-break.ts';
import { passwordForms } from './index.ts';

const LIMIT = 1_000_000;

/** Every function of the platform that reads text from outside. */
const READERS: Record<string, (text: string) => unknown> = {
  redactUrl,
  'a log line': (text) => redactLine(JSON.stringify({ msg: text })),
  'a log line with a secret': (text) => redactLine(JSON.stringify({ token: text, msg: text })),
  line: (text) => line(LIMIT).safeParse(text),
  note: (text) => note(LIMIT).safeParse(text),
  identifier: (text) => identifier(LIMIT).safeParse(text),
  'a day': (text) => businessDate.safeParse(text),
  'an e-mail address': (text) => z.email().safeParse(text),
  passwordForms,
  headerText,
  parseAddress,
  checkedMessageId,
  renderMail: (text) => renderMail({ title: text, paragraphs: [text], footer: text }),
  csvLine: (text) => csvLine([text], 'semicolon'),
  neutraliseFormula: (text) => neutraliseFormula(text, 'semicolon'),
  readVersions,
  'a condition on an answer': (text) => matchesTag(text, '"1"'),
  cleanText,
  splitClusters,
  'the lines of a cell': (text) => [...breakLines(text, 40, (part) => part.length)],
  'the order of a line': (text) => fromLeftToRight(text, 'ltr'),
  'a storage key': (text) => pathOf('/tmp', text),
};

describe('what comes from outside is read in time that is in proportion to its length', () => {
  it('and the measurement tells quadratic time from linear', async () => {
    expect(await growth((text) => text.replace(/\s+$/, ''), ' ', 'x')).toBeGreaterThan(ALLOWED_GROWTH);
    expect(await growth((text) => text.trimEnd(), ' ', 'x')).toBeLessThan(ALLOWED_GROWTH);
  });

  it.each(Object.entries(READERS))('%s', async (_, reader) => {
    expect(await superLinearTexts(reader)).toEqual([]);
  });
});
