import { Problem, type ProblemDetails, type ProblemKind } from '../problem/index.ts';
import type { FileType } from './file-type.ts';

/** The part of a form that holds the file; there is no other. */
export const FORM_PART = 'file';

type Refusal = 'too_large' | 'type_refused' | 'incomplete' | 'image_damaged' | 'image_too_large';

/** A kind of file that people upload: what may be one, and what is said to who sends another. */
export interface FileKind {
  /** In its problems' codes: `attachment` makes `attachment_too_large`. */
  readonly name: string;
  /** Where its files are stored. */
  readonly folder: string;
  readonly maxBytes: number;
  readonly types: readonly FileType[];
  /** Codes of the problems that an upload may be answered with. */
  readonly codes: readonly string[];
  refuse(refusal: Refusal, details?: ProblemDetails): Problem;
}

/** Declares a kind of file, beside the domain that has it. Images are decoded whatever the kind; see inspect-image.ts. */
export function defineFileKind(declared: Pick<FileKind, 'name' | 'folder' | 'maxBytes' | 'types'>): FileKind {
  const { name, types } = declared;
  const refusals = describeRefusals(types);
  const refuse = (refusal: Refusal, details: ProblemDetails = {}): Problem =>
    new Problem(`${name}_${refusal}`, refusals[refusal], details);
  return { ...declared, codes: Object.keys(refusals).map((refusal) => `${name}_${refusal}`), refuse };
}

const describeRefusals = (types: readonly FileType[]): Record<Refusal, ProblemKind> => ({
  too_large: {
    status: 413,
    title: { en: 'The file is too large', id: 'Berkas terlalu besar' },
    detail: { en: 'At most {limit} bytes are taken.', id: 'Paling banyak {limit} byte diterima.' },
  },
  type_refused: {
    status: 415,
    title: { en: 'This kind of file is not taken', id: 'Jenis berkas ini tidak diterima' },
    detail: {
      en: `Send ${listTypes(types, 'en')}. What counts is the content, not the name.`,
      id: `Kirim ${listTypes(types, 'id')}. Yang dinilai adalah isinya, bukan namanya.`,
    },
  },
  incomplete: {
    status: 400,
    title: { en: 'The file did not arrive', id: 'Berkas tidak diterima lengkap' },
    detail: {
      en: `Send its bytes as the body, with its own Content-Type, or in multipart/form-data as the one part "${FORM_PART}".`,
      id: `Kirim isinya sebagai body dengan Content-Type berkas itu, atau dalam multipart/form-data sebagai satu bagian "${FORM_PART}".`,
    },
  },
  image_damaged: {
    status: 422,
    title: { en: 'The image cannot be opened', id: 'Gambar tidak dapat dibuka' },
    detail: {
      en: 'It ends too early or is damaged. Open it yourself, save it again and send that.',
      id: 'Gambar terpotong atau rusak. Coba buka sendiri, simpan ulang, lalu kirim hasilnya.',
    },
  },
  image_too_large: {
    status: 413,
    title: { en: 'The image has too many pixels', id: 'Piksel gambar terlalu banyak' },
    detail: {
      en: 'It is {width} × {height} in {frames} frames; at most {limit} pixels are taken in all. Make it smaller and send it again.',
      id: 'Ukurannya {width} × {height} dalam {frames} bingkai; paling banyak {limit} piksel seluruhnya. Perkecil lalu kirim lagi.',
    },
  },
});

/** "PDF, PNG or plain UTF-8 text" */
export function listTypes(types: readonly FileType[], language: 'en' | 'id'): string {
  const labels = types.map(({ label }) => label[language]);
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : 'id', { type: 'disjunction' }).format(labels);
}
