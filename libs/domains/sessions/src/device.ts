/** The first that matches is shown: Edge and Opera call themselves Chrome, and Chrome calls itself Safari. */
const FAMILIES = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
  ['curl', 'curl'],
  ['okhttp', 'Android app'],
  ['node', 'Node.js'],
] as const;
const PLATFORMS = [
  ['Android', 'Android'],
  ['iPhone', 'iOS'],
  ['iPad', 'iPadOS'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

const named = (text: string, names: readonly (readonly [string, string])[]): string | undefined =>
  names.find(([mark]) => text.toLowerCase().includes(mark.toLowerCase()))?.[1];

/** `Firefox on Linux`: enough to recognise one's own device by, too little to track it. Null when unknown. */
export function describeDevice(userAgent: string | undefined): string | null {
  if (userAgent === undefined) return null;
  const family = named(userAgent, FAMILIES);
  const platform = named(userAgent, PLATFORMS);
  if (family && platform) return `${family} on ${platform}`;
  return family ?? platform ?? null;
}

/** The network of an address: the first three bytes of IPv4, the first three groups of IPv6. */
export function ipPrefix(ip: string): string | null {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(ip);
  if (v4?.[1]) return `${v4[1]}.0/24`;
  if (!ip.includes(':')) return null;
  const [head = ''] = ip.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  return `${[...groups, '0', '0', '0'].slice(0, 3).join(':')}::/48`;
}
