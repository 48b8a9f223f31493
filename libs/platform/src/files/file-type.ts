import type { Localised } from '../problem/index.ts';

/** A type of file that may be uploaded. */
export interface FileType {
  readonly contentType: string;
  /** What people call it. */
  readonly label: Localised;
  /** What its name may end in; the first is the usual one. */
  readonly endings: readonly [string, ...string[]];
}

const named = (name: string): Localised => ({ en: name, id: name });

export const PDF: FileType = { contentType: 'application/pdf', label: named('PDF'), endings: ['pdf'] };
export const PNG: FileType = { contentType: 'image/png', label: named('PNG'), endings: ['png'] };
export const JPEG: FileType = { contentType: 'image/jpeg', label: named('JPEG'), endings: ['jpg', 'jpeg'] };
export const WEBP: FileType = { contentType: 'image/webp', label: named('WebP'), endings: ['webp'] };
/** Has no signature: it is what reads as text and is no markup. */
export const TEXT: FileType = {
  contentType: 'text/plain; charset=utf-8',
  label: { en: 'plain UTF-8 text', id: 'teks UTF-8 biasa' },
  endings: ['txt', 'csv', 'md', 'log'],
};
