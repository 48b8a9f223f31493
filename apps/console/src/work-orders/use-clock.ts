import { useEffect, useState } from 'react';

const TICK_MS = 5_000;

/** @returns the server's time, in epoch milliseconds @param offsetMs between this machine's clock and the server's */
export function useClock(offsetMs = 0): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now + offsetMs;
}
