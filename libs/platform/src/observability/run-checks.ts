/** Resolves when the thing works, throws when it does not. The signal aborts when nobody waits any more. */
export type Check = (signal: AbortSignal) => Promise<unknown> | unknown;

export interface CheckResult {
  ok: boolean;
  /** How long the check took, in milliseconds. */
  ms: number;
  /** Why it failed, for operators; absent when ok. Not for strangers: it may name hosts. */
  error?: string;
}

export interface CheckReport {
  ok: boolean;
  checks: Record<string, CheckResult>;
}

/** Runs all checks at the same time; one that takes longer than `timeoutMs` has failed. Never rejects. */
export async function runChecks(
  checks: Readonly<Record<string, Check>>,
  timeoutMs: number,
): Promise<CheckReport> {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check, timeoutMs)] as const),
  );
  return { ok: entries.every(([, result]) => result.ok), checks: Object.fromEntries(entries) };
}

async function runCheck(check: Check, timeoutMs: number): Promise<CheckResult> {
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  const abort = new AbortController();
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`No answer within ${timeoutMs} ms.`));
  }, timeoutMs);
  try {
    await Promise.race([Promise.try(check, abort.signal), tooLate]);
    return { ok: true, ms: elapsed() };
  } catch (error) {
    return { ok: false, ms: elapsed(), error: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}
