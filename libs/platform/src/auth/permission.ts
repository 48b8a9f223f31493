declare const brand: unique symbol;

/** What a role may hold and a route may ask for, such as `meal-orders.approve`. Only {@link definePermissions} makes one. */
export type Permission = string & { readonly [brand]: 'permission' };

/** What a device may do, such as `rvms.report`; no role holds it. Only {@link defineAbilities} makes one. */
export type Ability = string & { readonly [brand]: 'ability' };

/**
 * Declares a domain's permissions: `definePermissions('meal-orders', ['create', 'approve'])` gives
 * `{ create: 'meal-orders.create', approve: 'meal-orders.approve' }`, so that a typo does not compile.
 */
export const definePermissions = <K extends string>(
  domain: string,
  names: readonly K[],
): Readonly<Record<K, Permission>> => named(domain, names) as Readonly<Record<K, Permission>>;

/** Declares in the same way what a domain's devices may do. */
export const defineAbilities = <K extends string>(
  domain: string,
  names: readonly K[],
): Readonly<Record<K, Ability>> => named(domain, names) as Readonly<Record<K, Ability>>;

const named = (domain: string, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, `${domain}.${name}`]));
