export type Language = 'id' | 'en';
export type Localised = Readonly<Record<Language, string>>;

/** One kind of refusal: its HTTP status and what to tell people. `{name}` in a text is filled from the parameters. */
export interface ProblemKind {
  readonly status: number;
  readonly title: Localised;
  readonly detail?: Localised;
}
