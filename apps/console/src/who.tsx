import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react';
import { unwrap, type paths } from '@antrean/client';
import { api, session, setFeedOpen } from './antrean.ts';

export type Me = paths['/api/auth/me']['get']['responses'][200]['content']['application/json'];

/** The screen on a wall that this is. It sees what its token is for, and changes nothing. */
export type Display =
  paths['/api/v1/display-tokens/current']['get']['responses'][200]['content']['application/json'];

/** `unreached`: it is not known, because the server is away. */
/** `unreached`: it is not known, because the server is away. */
export type Who =
  | { kind: 'unknown' }
  | { kind: 'unreached' }
  | { kind: 'nobody' }
  | { kind: 'user'; me: Me }
  | { kind: 'display'; display: Display };

export interface Known {
  who: Who;
  /** Asks again who is logged in and what they may. */
  ask: () => Promise<void>;
  /** With `.*` at its end: whether they have any right of that name. */
  may: (permission: string) => boolean;
}

export const WhoContext = createContext<Known | null>(null);

/** Who is logged in; screens ask for rights, never for roles. */
export function useWho(): Known {
  const known = use(WhoContext);
  if (!known) throw new Error('useWho is for what stands inside of WhoProvider');
  return known;
}

export function WhoProvider({ children }: { children: ReactNode }) {
  const [who, setWho] = useState<Who>({ kind: 'unknown' });

  const ask = useCallback(async (): Promise<void> => {
    try {
      const isIn = (await session.accessToken()) !== null || (await session.restore());
      if (!isIn) return setWho({ kind: 'nobody' });
      const { data, response } = await api.GET('/api/auth/me');
      if (data) setWho({ kind: 'user', me: data });
      else setWho({ kind: response.status === 401 ? 'nobody' : 'unreached' });
    } catch {
      // Whoever is shown stays: their rights may still hold, and the badge says that the server is away.
      setWho((before) => (before.kind === 'user' ? before : { kind: 'unreached' }));
    }
  }, []);

  useEffect(() => {
    void ask();
    return session.onChange((change) => {
      if (change === 'out') setWho({ kind: 'nobody' });
      else void ask();
    });
  }, [ask]);

  const userId = who.kind === 'user' && !who.me.mustChangePassword ? who.me.id : null;
  useEffect(() => {
    setFeedOpen(userId !== null);
    return () => setFeedOpen(false);
  }, [userId]);

  const may = (permission: string): boolean =>
    who.kind === 'user' &&
    (permission.endsWith('.*')
      ? who.me.permissions.some((each) => each.startsWith(permission.slice(0, -1)))
      : who.me.permissions.includes(permission));
  return <WhoContext value={{ who, ask, may }}>{children}</WhoContext>;
}

export const logOut = (): Promise<void> => session.logOut();
export const rememberLanguage = async (language: 'id' | 'en'): Promise<void> => {
  await unwrap(api.PATCH('/api/auth/me', { body: { language } }));
};
