import { defineFileKind, JPEG, PDF, PNG } from '@antrean/platform/files';
import type { Localised } from '@antrean/platform/http';

export const DOCUMENT_KINDS = ['business_licence', 'identity', 'tax_number', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Without these nobody can tell whether a business is what it says. */
export const REQUIRED_KINDS: readonly DocumentKind[] = ['business_licence', 'identity', 'tax_number'];

export const DOCUMENT_WORDS: Readonly<Record<DocumentKind, Localised>> = {
  business_licence: { en: 'business licence', id: 'izin usaha' },
  identity: { en: 'identity card', id: 'kartu identitas' },
  tax_number: { en: 'tax number', id: 'NPWP' },
  other: { en: 'other document', id: 'dokumen lain' },
};

export const documentFile = defineFileKind({
  name: 'document',
  folder: 'vendor-applications',
  maxBytes: 10 * 1024 * 1024,
  types: [PDF, JPEG, PNG],
});

export const VERDICTS = ['VERIFIED', 'REFUSED'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The kinds of documents that there are; one that a reviewer refused proves nothing. */
export const provenKinds = (
  documents: readonly { readonly kind: DocumentKind; readonly verdict?: Verdict | null | undefined }[],
): DocumentKind[] => documents.filter(({ verdict }) => verdict !== 'REFUSED').map(({ kind }) => kind);

/** Of one application. */
export const MOST_DOCUMENTS = 10;
/** That one person may send in 24 hours. */
export const DOCUMENTS_PER_DAY = 60;
