import { describe, expect, it } from '@jest/globals';
import { superLinearTexts } from '@antrean/testing';
import { describeDevice, ipPrefix } from '../../libs/domains/sessions/src/device.ts';
import { isReservedName, nameKey, tidyName } from '../../libs/domains/catalogue/src/category-name.ts';
import { nextRun } from '../../libs/domains/report-schedules/src/next-run.ts';
import { defineFileKind, TEXT } from '@antrean/platform/files';
import { fileNameFor, inspectBytes } from '@antrean/platform/uploads';

const kind = defineFileKind({ name: 'text', folder: 'texts', maxBytes: 1_000_000, types: [TEXT] });

async function readFile(text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += 256) yield bytes.subarray(at, at + 256);
  };
  for await (const piece of inspectBytes(pieces(), kind).bytes) void piece;
}

/** Every function of the domains that reads text from outside. */
const READERS: Record<string, (text: string) => unknown> = {
  fileNameFor: (text) => fileNameFor(text, TEXT),
  'an attached text': readFile,
  describeDevice,
  ipPrefix,
  tidyName,
  nameKey,
  isReservedName,
  nextRun: (text) => nextRun(text, 'Asia/Jakarta', new Date(0)),
};

describe('what comes from outside is read in time that is in proportion to its length', () => {
  it.each(Object.entries(READERS))('%s', async (_, reader) => {
    expect(await superLinearTexts(reader)).toEqual([]);
  });
});
