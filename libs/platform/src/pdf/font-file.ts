import { fileURLToPath } from 'node:url';

/** One font per group of scripts; a text takes each character from the first that has it. */
export type Face = 'latin' | 'han' | 'hangul';
export type Weight = 'regular' | 'bold';

// The Noto family: its faces are drawn to stand side by side. `latin` also holds Greek and Cyrillic, `han` the kana
// and the symbols. The semi-bold of one is as dark as the medium of the others. Resolved at once, so that a package
// that is missing shows when the process starts and not with the first report.
const FONTS: Record<Face, { package: string; files: Record<Weight, string> }> = {
  latin: {
    package: import.meta.resolve('@embedpdf/fonts-latin'),
    files: { regular: 'NotoSans-Regular.ttf', bold: 'NotoSans-SemiBold.ttf' },
  },
  han: {
    package: import.meta.resolve('@embedpdf/fonts-sc'),
    files: { regular: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Medium.otf' },
  },
  hangul: {
    package: import.meta.resolve('@embedpdf/fonts-kr'),
    files: { regular: 'NotoSansKR-Regular.otf', bold: 'NotoSansKR-Medium.otf' },
  },
};

export function fontPath(face: Face, weight: Weight): string {
  const { package: entry, files } = FONTS[face];
  return fileURLToPath(new URL(`../fonts/${files[weight]}`, entry));
}
