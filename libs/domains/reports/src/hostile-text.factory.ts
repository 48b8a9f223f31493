const formulas = ['=', '+', '-', '@', '＝', '＋', '－', '＠'].map(
  (sign) => `${sign}HYPERLINK("http://evil.test")`,
);
const hiddenFormulas = ['\t', '\r', '\n', ' ', '\u00a0', '\u200b', '\ufeff', '\u202e', '"', '\u0001'].map(
  (first) => `${first}=1+1`,
);
const controls = [1, 2, 7, 8, 11, 12, 14, 27, 31, 127, 133, 159].map(
  (code) => `kontrol${String.fromCharCode(code)}${code}`,
);
const directions = [
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202b',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2068',
].map((mark) => `arah ${mark}fdp.exe\u2069 gnp`);

/** What a form may be sent: each has broken some spreadsheet, reader or layout. All of it can be stored. */
export const hostileTexts: readonly string[] = [
  ...formulas,
  ...hiddenFormulas,
  ...controls,
  ...directions,
  'stok habis',
  'a;=cmd|" /C calc"!A0',
  `=cmd|' /C calc'!A0`,
  `'=1+1`,
  '"', // a quote alone
  '""",""',
  'a,b\r\nc,d',
  'satu\ndua\ntiga',
  '\r\n\r\n',
  '\\"; drop table meal_orders; --',
  '<script>alert(1)</script>',
  '%PDF-1.7\n%%EOF',
  '(a) Tj ET \\) endstream endobj',
  '../../etc/passwd',
  'm'.repeat(10_000),
  'kata '.repeat(2_000),
  `e${'\u0301'.repeat(500)}`,
  '👩‍👩‍👧‍👦🏳️‍🌈🇮🇩',
  '😀'.repeat(300),
  'مرحبا بالعالم',
  'שלום עולם',
  '漢字かな交じり文',
  'नमस्ते दुनिया',
  'Κουζίνα и Кухня',
  '\ufff9\ufffa\ufffb',
  '\ue000\u{f0000}',
  '\ufffe\uffff',
  '\u2028\u2029',
  'ﬃ ½ ㎏ ª',
];
