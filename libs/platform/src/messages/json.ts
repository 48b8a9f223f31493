/** What survives JSON unchanged; message payloads that are anything else do not compile. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

/** Proves that a value is JSON. @throws TypeError when it is not */
export function asJson(value: unknown): Json {
  if (isJson(value)) return value;
  throw new TypeError('the value is not JSON');
}

function isJson(value: unknown): value is Json {
  if (value === null || value === undefined) return value === null;
  if (typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  return (
    typeof value === 'object' && Object.values(value).every((inner) => inner === undefined || isJson(inner))
  );
}
