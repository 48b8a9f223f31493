/** The package brings no types. */
declare module 'linebreak' {
  /** Where a text may break into lines (UAX 14), from its beginning to its end, which is the last. */
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { position: number; required: boolean } | null;
  }
}

/** The package's types are those of this module, and wrong for its CommonJS one, which Node takes. */
declare module 'bidi-js/dist/bidi.mjs' {
  import type { Bidi } from 'bidi-js';
  export default function bidiFactory(): Bidi;
}
