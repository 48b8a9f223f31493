import { readFileSync } from 'node:fs';
import { create, type Font, type GlyphRun } from 'fontkit';

export type Weight = 'regular' | 'bold';

const fonts = (entry: string, regular: string, bold: string): Record<Weight, URL> => ({
  regular: new URL(regular, entry),
  bold: new URL(bold, entry),
});

// The Noto family: its faces are drawn to stand side by side. The Thai one also has the Latin of everyday, the same as
// Noto Sans has; but it is small: shaped with it, a word takes a third of the time, and a document begins in an eighth.
// Noto Sans has the rest of Latin, Greek, Cyrillic and Devanagari, the Chinese one the kana and the symbols. The semi-bold
// of one is as dark as the medium of another. Of the Arabic ones it is Naskh, as Noto Sans Arabic puts the dots of a letter
// into glyphs of their own, so that one letter is copied as another. Resolved at once, so that a package that is missing
// shows when the process starts and not with the first report.
const FILES: readonly Record<Weight, URL>[] = [
  fonts(
    import.meta.resolve('@expo-google-fonts/noto-sans-thai'),
    '400Regular/NotoSansThai_400Regular.ttf',
    '600SemiBold/NotoSansThai_600SemiBold.ttf',
  ),
  fonts(
    import.meta.resolve('@embedpdf/fonts-latin'),
    '../fonts/NotoSans-Regular.ttf',
    '../fonts/NotoSans-SemiBold.ttf',
  ),
  fonts(
    import.meta.resolve('@embedpdf/fonts-arabic'),
    '../fonts/NotoNaskhArabic-Regular.ttf',
    '../fonts/NotoNaskhArabic-Bold.ttf',
  ),
  fonts(
    import.meta.resolve('@embedpdf/fonts-hebrew'),
    '../fonts/NotoSansHebrew-Regular.ttf',
    '../fonts/NotoSansHebrew-Bold.ttf',
  ),
  fonts(
    import.meta.resolve('@embedpdf/fonts-sc'),
    '../fonts/NotoSansHans-Regular.otf',
    '../fonts/NotoSansHans-Medium.otf',
  ),
  fonts(
    import.meta.resolve('@embedpdf/fonts-kr'),
    '../fonts/NotoSansKR-Regular.otf',
    '../fonts/NotoSansKR-Medium.otf',
  ),
];

/** Words: what comes again within some hundred rows. */
const REMEMBERED = 4_000;
/** Longer ones do not come again, and are large. */
const LONGEST = 100;

export interface Fonts {
  /** The name of the first font that has all of these characters; undefined when none has. */
  fontFor(text: string, weight: Weight): string | undefined;
}

/**
 * The fonts of one document, each opened when first needed. They are parsed anew for each document: a glyph remembers
 * the first character that it stood for, which must not leak into the text of the next.
 */
export function openFonts(doc: PDFKit.PDFDocument): Fonts {
  const opened = new Set<string>();
  return {
    fontFor(text, weight) {
      const face = FILES.findIndex((files) => covers(files, text));
      const file = FILES[face]?.[weight];
      if (file === undefined) return undefined;
      const name = `${face}-${weight}`;
      if (!opened.has(name)) doc.registerFont(name, remembering(parse(read(file))));
      opened.add(name);
      return name;
    },
  };
}

const bytes = new Map<URL, Buffer>();

function read(file: URL): Buffer {
  const known = bytes.get(file) ?? readFileSync(file);
  bytes.set(file, known);
  return known;
}

function parse(file: Buffer): Font {
  const font = create(file);
  if (!('glyphForCodePoint' in font))
    throw new Error(`Expected one font, found the collection ${font.type}.`);
  return font;
}

/** Of these only the list of characters is read, so no document can leave a trace in them. */
const catalogues = new Map<Record<Weight, URL>, Font>();
/** Joiners print nothing: they only tell their neighbours which form to take. */
const JOINERS = /[\u200c\u200d]/;

function covers(files: Record<Weight, URL>, text: string): boolean {
  const font = catalogues.get(files) ?? parse(read(files.regular));
  catalogues.set(files, font);
  for (const character of text)
    if (!font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) && !JOINERS.test(character)) return false;
  return true;
}

/**
 * A font that shapes a word that comes again only once. pdfkit asks for each three times, and each takes fontkit some
 * 50 µs; pdfkit's own cache has no bound, and the words of 50,000 rows take some 200 MB.
 */
function remembering(font: Font): Font {
  let recent = new Map<string, GlyphRun>();
  let older = recent;
  const shaped = (text: string): GlyphRun => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    if (text.length > LONGEST) return font.layout(text);
    const run = older.get(text) ?? font.layout(text);
    if (recent.size >= REMEMBERED) [older, recent] = [recent, new Map<string, GlyphRun>()];
    recent.set(text, run);
    return run;
  };
  // pdfkit scales what it gets to a thousandth of an em, in place: unless it is measured so by itself, it gets a copy.
  const layout = (text: string): GlyphRun =>
    font.unitsPerEm === 1_000 ? shaped(text) : copyOf(shaped(text));
  return new Proxy(font, {
    get: (target, key): unknown => (key === 'layout' ? layout : Reflect.get(target, key)),
  });
}

function copyOf(run: GlyphRun): GlyphRun {
  const positions = run.positions.map((position) => ({ ...position }));
  return {
    ...run,
    positions,
    // Asked for when they are scaled.
    get advanceWidth() {
      return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
    },
  };
}
