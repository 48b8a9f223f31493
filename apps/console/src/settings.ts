/** What this browser keeps: how somebody wants to see the console, and what is not sent yet. */
export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const oneOf = <T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find((each) => each === value);

/** Storage may be forbidden by the browser; then a choice lasts as long as the page. */
const kept = new Map<string, string>();
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? kept.get(name) ?? null;
  } catch {
    return kept.get(name) ?? null;
  }
}
export function keep(name: string, value: string): void {
  kept.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    return; // kept for the page
  }
}

export const readLanguage = (): Language =>
  oneOf(LANGUAGES, readKept('antrean.language')) ??
  (navigator.languages.some((each) => /^(id|in)\b/.test(each)) ? 'id' : 'en');
export const keepLanguage = (language: Language): void => keep('antrean.language', language);

export const readTheme = (): Theme => oneOf(THEMES, readKept('antrean.theme')) ?? 'system';
export function applyTheme(theme: Theme): void {
  keep('antrean.theme', theme);
  document.documentElement.dataset['theme'] = theme;
}
