/** Query and fragment parameters whose value opens something. Compared without case, `_` and `-`. */
const SECRET_PARAMETERS = new Set([
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'mfatoken',
  'resettoken',
  'password',
  'newpassword',
  'currentpassword',
  'temporarypassword',
  'secret',
  'clientsecret',
  'apikey',
  'code',
]);
/** Longer than any secret parameter's name, every letter of it percent-encoded. */
const MAX_NAME = 100;

// Values end where a URL inside a sentence or a JSON string ends, so that whole log lines can be treated too.
// No name holds a separator, and no user info a slash: each character is looked at a fixed number of times, however
// the text is made.
const PARAMETER = /([?&#;])([\w%.~-]+)=([^&#;\s"'<>\\]*)/g;
/** An API token of ours, wherever it stands. */
const API_TOKEN = /antr_[\w-]{43}/g;
const AUTHORITY = /:\/\/([^\s/?#"'\\]*)/g;

/**
 * A URL (absolute, or a path with a query), or a text that holds some, that may be logged: the values of secret
 * parameters, such as `?token=…`, a password before a host and API tokens become `[redacted]`; all else stays as it was.
 * Takes time in proportion to the text's length.
 */
export function redactUrl(url: string): string {
  return url
    .replace(AUTHORITY, (whole, authority: string) => {
      const at = authority.lastIndexOf('@');
      return authority.slice(0, Math.max(at, 0)).includes(':')
        ? `://[redacted]${authority.slice(at)}`
        : whole;
    })
    .replace(PARAMETER, (whole, separator: string, name: string) =>
      isSecret(name) ? `${separator}${name}=[redacted]` : whole,
    )
    .replace(API_TOKEN, 'antr_[redacted]');
}

function isSecret(name: string): boolean {
  return name.length <= MAX_NAME && SECRET_PARAMETERS.has(decode(name).toLowerCase().replace(/[_-]/g, ''));
}

/** `%74oken` is `token` to the server that reads it, so it must be to us. */
function decode(name: string): string {
  return name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
