import { describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { openTypeface } from './typeface.ts';

// Rests on what pdfkit does not promise: a new version that breaks it is to show here.
describe('openTypeface', () => {
  const open = () => {
    const doc = new PDFDocument({ fontLayoutCache: false });
    return { doc, typeface: openTypeface(doc, 'latin', 'regular') };
  };

  it('encodes each character as the code of its glyph in the embedded font', () => {
    const { typeface } = open();
    const codes = ['A', 'V', 'A', 'e\u0323\u0301'].map(typeface.encode);
    expect(codes).toEqual(['0001', '0002', '0001', expect.stringMatching(/^([0-9a-f]{4}){3}$/)]);
  });

  it('is named in the resources of each page on which it is selected', () => {
    const { doc, typeface } = open();
    const name = typeface.select();
    expect(Object.keys(doc.page.fonts)).toEqual([name]);
    doc.addPage();
    expect(Object.keys(doc.page.fonts)).toEqual([]);
    expect(typeface.select()).toBe(name);
    expect(Object.keys(doc.page.fonts)).toEqual([name]);
  });

  it('kerns letters, but never digits, so that figures line up', () => {
    const { typeface } = open();
    const kern = ([left = '', right = '']: string) => typeface.kern(left.charCodeAt(0), right.charCodeAt(0));
    expect(kern('AV')).toBeLessThan(0);
    for (const pair of ['17', '71', '47', '7.']) expect(kern(pair)).toBe(0);
  });
});
