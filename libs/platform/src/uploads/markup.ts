/**
 * Elements that a file of HTML or SVG begins with: those by which browsers take a file for HTML (WHATWG MIME Sniffing,
 * 7.1), and those that load or run something.
 */
const ELEMENTS =
  'a|abbr|address|article|aside|audio|b|base|blockquote|body|br|button|canvas|center|code|details|dialog|div|dl|em|' +
  'embed|fieldset|figure|font|footer|form|frameset|h[1-6]|head|header|hr|html|i|iframe|image|img|input|ins|label|' +
  'link|main|marquee|math|menu|meta|nav|noscript|object|ol|p|pre|script|section|select|slot|small|span|strong|style|' +
  'svg|table|tbody|td|template|textarea|th|title|tr|u|ul|video|xml|xsl:[a-z]+';
/** A tag ends its name with a blank, a slash or its bracket; `<ali@example.com>` and `<3 apples` are no tags. */
const MARKUP = new RegExp(`^<(?:!doctype|!--|!\\[cdata|!entity|\\?|/?(?:${ELEMENTS})(?:[\\s/>]|$))`, 'i');
/** XML of any vocabulary that may contain XHTML or SVG. */
const NAMESPACE = /^<[a-z_][^\s<>]{0,60}\s[^<>]{0,400}xmlns/i;
/** As many characters as decide it. */
export const MARKUP_LENGTH = 512;

/** Whether a text, of which `MARKUP_LENGTH` characters behind the blanks at its beginning suffice, is HTML or XML. */
export const isMarkup = (text: string): boolean => MARKUP.test(text) || NAMESPACE.test(text);
