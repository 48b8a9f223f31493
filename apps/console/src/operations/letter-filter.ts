export interface LetterFilter {
  kind?: 'event' | 'job';
  name?: string;
  consumer?: string;
  queue?: string;
  mail?: (typeof MAIL_STATES)[number];
}
export const MAIL_STATES = ['planned', 'sending', 'sent', 'failed', 'skipped'] as const;

/** Of the address, which others can be sent; what it has too much of is not heeded. */
export function readLetterFilter(search: Record<string, unknown>): LetterFilter {
  const kind = search['kind'] === 'event' || search['kind'] === 'job' ? search['kind'] : undefined;
  const named = (name: string): string | undefined => {
    const value = search[name];
    return typeof value === 'string' && /^[\w.-]{1,100}$/.test(value) ? value : undefined;
  };
  const [name, consumer, queue] = [named('name'), named('consumer'), named('queue')];
  const mail = MAIL_STATES.find((each) => each === search['mail']);
  return {
    ...(kind ? { kind } : {}),
    ...(name ? { name } : {}),
    ...(consumer ? { consumer } : {}),
    ...(queue ? { queue } : {}),
    ...(mail ? { mail } : {}),
  };
}
