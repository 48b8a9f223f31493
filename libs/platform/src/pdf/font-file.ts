import { fileURLToPath } from 'node:url';

/** One font per group of scripts; a text takes each character from the first that has it. */
export type Face = 'latin' | 'han' | 'hangul';
export type Weight = 'regular' | 'bold';

// The Noto family: its faces are drawn to stand side by side. `latin` also holds Greek and Cyrillic, `han` the kana
// and the symbols. The semi-bold of one is as dark as the medium of the others.
const FONTS: Record<Face, { package: string; files: Record<Weight, string> }> = {
  latin: {
    package: '@embedpdf/fonts-latin',
    files: { regular: 'NotoSans-Regular.ttf', bold: 'NotoSans-SemiBold.ttf' },
  },
  han: {
    package: '@embedpdf/fonts-sc',
    files: { regular: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Medium.otf' },
  },
  hangul: {
    package: '@embedpdf/fonts-kr',
    files: { regular: 'NotoSansKR-Regular.otf', bold: 'NotoSansKR-Medium.otf' },
  },
};

/** @throws when the package is not installed */
export function fontPath(face: Face, weight: Weight): string {
  const { package: name, files } = FONTS[face];
  return fileURLToPath(new URL(`../fonts/${files[weight]}`, import.meta.resolve(name)));
}
