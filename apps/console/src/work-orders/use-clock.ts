import { useEffect, useState } from 'react';

const TICK_MS = 5_000;
/** What to add to this machine's clock, which may be wrong, to have the server's. */
let offsetMs = 0;

/** @param at what time it is at the server, as its latest answer says */
export function keepServerTime(at: string | null): void {
  const time = Date.parse(at ?? '');
  if (!Number.isNaN(time)) offsetMs = time - Date.now();
}

/** @returns the server's time, in epoch milliseconds */
export function useClock(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now + offsetMs;
}
