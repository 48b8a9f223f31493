/** What survives JSON unchanged; message payloads that are anything else do not compile. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };
