import { phoneNumber } from '@antrean/accounts';
import { clinicAddress, clinicLocation, clinicTimeZone } from '@antrean/clinics';
import { line, note, type Language } from '@antrean/platform/http';
import { asciiDomain, emailAddress } from '@antrean/platform/text';
import { z } from 'zod';
import { DOCUMENT_WORDS, REQUIRED_KINDS, type DocumentKind } from './documents/document-kind.ts';

/** In the order in which a page would show them; they are filled in any. */
export const STEPS = ['business', 'location', 'services', 'documents', 'review'] as const;
export type Step = (typeof STEPS)[number];

export const MOST_SERVICES = 50;
const coordinate = z.number().min(-1_000).max(1_000);
const amount = z.int().min(-1_000_000_000).max(1_000_000_000);

/**
 * What may be saved of a step: everything may be missing, and what is there need not be right yet. Bounded all the same,
 * and text that can be read.
 */
export const stepDrafts = {
  business: z
    .strictObject({
      name: line(200).exactOptional().describe('The name of the clinic, as customers will see it'),
      legalName: line(200).exactOptional().describe('The name in the licence, when it is another one'),
      description: note(2_000).exactOptional(),
      phone: line(30).exactOptional(),
      email: line(254).exactOptional(),
    })
    .meta({
      examples: [{ name: 'Klinik Satwa Sehat', phone: '+628123456789', email: 'halo@satwasehat.example' }],
    }),
  location: z
    .strictObject({
      address: z
        .strictObject({
          street: line(200).exactOptional(),
          district: line(100).exactOptional(),
          city: line(100).exactOptional(),
          province: line(100).exactOptional(),
          postalCode: line(20).exactOptional(),
          country: line(100).exactOptional().describe('Two letters; `ID` when absent'),
        })
        .exactOptional(),
      location: z
        .strictObject({ lat: coordinate.exactOptional(), lng: coordinate.exactOptional() })
        .exactOptional(),
      timezone: line(64).exactOptional().describe('Such as `Asia/Makassar`; `Asia/Jakarta` when absent'),
    })
    .meta({
      examples: [
        {
          address: { street: 'Jl. Kemang Raya 12', city: 'Jakarta Selatan', postalCode: '12730' },
          location: { lat: -6.2607, lng: 106.8137 },
          timezone: 'Asia/Jakarta',
        },
      ],
    }),
  services: z
    .strictObject({
      services: z
        .array(
          z.strictObject({
            name: line(100).exactOptional(),
            description: note(1_000).exactOptional(),
            price: amount.exactOptional().describe('Rupiah'),
            durationMinutes: amount.exactOptional(),
            bufferMinutes: amount.exactOptional().describe('Kept free behind it; 0 when absent'),
          }),
        )
        .max(MOST_SERVICES)
        .exactOptional(),
    })
    .meta({
      examples: [
        { services: [{ name: 'Vaksinasi', price: 150_000, durationMinutes: 30, bufferMinutes: 10 }] },
      ],
    }),
  documents: z
    .strictObject({
      licenceNumber: line(60).exactOptional().describe('As it stands in the business licence'),
      taxNumber: line(30).exactOptional().describe('As it stands in the document: NPWP'),
      remarks: note(1_000).exactOptional().describe('What reviewers should know of the documents'),
    })
    .meta({ examples: [{ licenceNumber: 'NIB 1234567890123', taxNumber: '01.234.567.8-901.000' }] }),
  review: z
    .strictObject({
      confirmed: z.boolean().exactOptional().describe('That everything is true as it stands'),
    })
    .meta({ examples: [{ confirmed: true }] }),
} as const;

export type StepData = { readonly [S in Step]: z.output<(typeof stepDrafts)[S]> };
/** What was saved of each step. */
export type ApplicationForm = Partial<StepData>;

const fits =
  (schema: z.ZodType) =>
  (text: string): boolean =>
    schema.safeParse(text).success;
const phone = z
  .string()
  .refine(fits(phoneNumber), 'must be 8 to 15 digits, such as +628123456789 / harus 8 sampai 15 angka');
const email = z
  .string()
  .refine(fits(emailAddress), 'must be an e-mail address such as siti@example.com / harus alamat surel')
  .transform(asciiDomain);
const confirmation = 'must be confirmed / harus dikonfirmasi';

/** What a step must be to be complete. */
export const completeSteps = {
  business: z.object({
    name: line(200),
    legalName: line(200).exactOptional(),
    description: note(2_000).exactOptional(),
    phone,
    email,
  }),
  location: z.object({
    address: clinicAddress,
    location: clinicLocation,
    timezone: clinicTimeZone.default('Asia/Jakarta'),
  }),
  services: z.object({
    services: z
      .array(
        z.object({
          name: line(100),
          description: note(1_000).exactOptional(),
          price: z.int().min(0).max(1_000_000_000),
          durationMinutes: z.int().min(5).max(1_440),
          bufferMinutes: z.int().min(0).max(480).default(0),
        }),
      )
      .min(1)
      .max(MOST_SERVICES)
      .superRefine((services, context) => {
        const seen = new Set<string>();
        for (const [i, { name }] of services.entries()) {
          const key = name.toLowerCase();
          if (seen.has(key)) {
            const message = 'is the name of another service / sudah menjadi nama layanan lain';
            context.addIssue({ code: 'custom', path: [i, 'name'], message });
          }
          seen.add(key);
        }
      }),
  }),
  documents: z.object({
    licenceNumber: line(60).exactOptional(),
    taxNumber: z
      .string()
      .refine(
        (text) => /^\d{15,16}$/.test(text.replaceAll(/[.\s-]/g, '')),
        'must be an NPWP of 15 or 16 digits / harus NPWP dengan 15 atau 16 angka',
      )
      .exactOptional(),
    remarks: note(1_000).exactOptional(),
  }),
  review: z.object({ confirmed: z.literal(true, confirmation) }),
} as const;

export interface Flaw {
  /** Where in the step: `services[0].price`; `documents.identity` for a document that is missing. */
  readonly field: string;
  readonly message: string;
}

const MISSING = { en: 'is not filled in yet', id: 'belum diisi' };
const LOCALES = { en: z.locales.en().localeError, id: z.locales.id().localeError };
/** Most flaws that are told of one step. */
const MOST_FLAWS = 50;

/** What a step still lacks, for people; nothing when it is complete. */
export function flawsOf(
  step: Step,
  form: ApplicationForm,
  kinds: readonly DocumentKind[],
  language: Language,
): Flaw[] {
  const { error } = completeSteps[step].safeParse(form[step] ?? {}, {
    error: (issue) =>
      issue.code === 'invalid_type' && issue.input === undefined
        ? MISSING[language]
        : LOCALES[language](issue),
  });
  const wrong = (error?.issues ?? []).map(({ path, message }) => ({
    field: z.core.toDotPath(path),
    message,
  }));
  const lacking =
    step === 'documents'
      ? REQUIRED_KINDS.filter((kind) => !kinds.includes(kind)).map((kind) => ({
          field: `documents.${kind}`,
          message: MISSING_DOCUMENT[language](DOCUMENT_WORDS[kind][language]),
        }))
      : [];
  return [...wrong, ...lacking].slice(0, MOST_FLAWS);
}

const MISSING_DOCUMENT = {
  en: (kind: string) => `upload the ${kind}`,
  id: (kind: string) => `unggah ${kind}`,
};

/** The steps of a form that are complete. */
export const completeStepsOf = (form: ApplicationForm, kinds: readonly DocumentKind[]): Step[] =>
  STEPS.filter((step) => flawsOf(step, form, kinds, 'en').length === 0);
