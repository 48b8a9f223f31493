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

// Values end where a URL inside a sentence or a JSON string ends, so that whole log lines can be treated too.
const PARAMETER = /([?&#;])([\w%.~-]+)=([^&#;\s"'<>\\]*)/g;
const USER_INFO = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"'\\]*:[^\s/?#"'\\]*@/gi;

/**
 * A URL (absolute, or a path with a query), or a text that holds some, that may be logged: the values of secret
 * parameters, such as `?token=…`, and a password before a host become `[redacted]`; all else stays as it was.
 */
export function redactUrl(url: string): string {
  return url
    .replace(USER_INFO, '$1[redacted]@')
    .replace(PARAMETER, (whole, separator: string, name: string) =>
      isSecret(name) ? `${separator}${name}=[redacted]` : whole,
    );
}

function isSecret(name: string): boolean {
  return SECRET_PARAMETERS.has(decode(name).toLowerCase().replace(/[_-]/g, ''));
}

/** `%74oken` is `token` to the server that reads it, so it must be to us. */
function decode(name: string): string {
  return name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
