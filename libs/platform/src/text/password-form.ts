/**
 * The spellings of a typed password to compare with a stored hash, in this order. New passwords are stored in the
 * first one, NFC, because keyboards differ in how they compose `é`; the second is the text as it was typed, for
 * hashes made of it before that was so. One spelling when both are the same.
 */
export function passwordForms(typed: string): readonly [string, ...string[]] {
  const composed = typed.normalize('NFC');
  return composed === typed ? [composed] : [composed, typed];
}
