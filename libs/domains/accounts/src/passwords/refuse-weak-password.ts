import { invalidField, type Language } from '@antrean/platform/http';
import { passwordForms } from '@antrean/platform/text';
import { MIN_PASSWORD_LENGTH } from './password.ts';
import type { User } from '../user.entity.ts';

/** Everything that somebody who knows the user would try first. */
export interface PasswordContext {
  readonly nik?: string | null | undefined;
  readonly username?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly name: string;
  readonly organisation: string;
}

/** The context of a user who is there. */
export const passwordContext = (
  { nik, username, email, phone, fullName }: User,
  organisation: string,
): PasswordContext => ({ nik, username, email, phone, name: fullName, organisation });

const PRODUCT = 'antrean';
/** Shorter parts of names are in too many words. */
const MIN_WORD_LENGTH = 3;

const folded = (text: string): string => passwordForms(text)[0].toLowerCase();

/** @throws problem `invalid_request` naming the field, as {@link weaknessOf} says */
export async function refuseWeakPassword(
  password: string,
  context: PasswordContext,
  field: string,
): Promise<void> {
  const weakness = await weaknessOf(password, context);
  if (weakness) throw invalidField(field, weakness);
}

/**
 * Why a password is too easy to guess: it is on the list of common ones, or too little is left of it without the
 * names of the user, the organisation and the product. Null when neither.
 */
export async function weaknessOf(
  password: string,
  context: PasswordContext,
): Promise<Readonly<Record<Language, string>> | null> {
  const common = await commonPasswords();
  const text = folded(password);
  if (common.has(text)) {
    return {
      en: 'is one of the passwords that everybody tries first; choose another',
      id: 'termasuk kata sandi yang paling mudah ditebak; pilih yang lain',
    };
  }
  let rest = text;
  for (const word of wordsOf(context)) rest = rest.replaceAll(word, '');
  if (rest === text || (rest.length >= MIN_PASSWORD_LENGTH && !common.has(rest))) return null;
  return {
    en: `is little more than a name or number that others know; without it at least ${MIN_PASSWORD_LENGTH} characters must be left`,
    id: `hampir hanya berisi nama atau nomor yang diketahui orang lain; tanpa itu harus tersisa sedikitnya ${MIN_PASSWORD_LENGTH} karakter`,
  };
}

/** The longest first, so that a name goes before its parts. */
function wordsOf({ nik, username, email, phone, name, organisation }: PasswordContext): string[] {
  // A phone number is also known as it is dialled at home.
  const local = phone?.replace(/^\+?62/, '0');
  const texts = [PRODUCT, nik, username, email, email?.split('@')[0], phone, local, name, organisation]
    .filter((text) => typeof text === 'string')
    .map(folded);
  const words = texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]/u)]);
  return [...new Set(words)]
    .filter((word) => word.length >= MIN_WORD_LENGTH)
    .toSorted((a, b) => b.length - a.length);
}

let list: Promise<ReadonlySet<string>> | undefined;

/** Some 18 000 of the most common passwords; read when the first password is set, and kept: a few megabytes. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) =>
      new Set(dictionary['passwords-common'].filter((each) => each.length >= MIN_PASSWORD_LENGTH)),
  );
  return list;
}
