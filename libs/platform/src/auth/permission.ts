declare const brand: unique symbol;

/** What a role may hold and a route may ask for, such as `meal-orders.approve`. Only {@link definePermissions} makes one. */
export type Permission = string & { readonly [brand]: 'permission' };

/**
 * Declares a domain's permissions: `definePermissions('meal-orders', ['create', 'approve'])` gives
 * `{ create: 'meal-orders.create', approve: 'meal-orders.approve' }`, so that a typo does not compile.
 */
export function definePermissions<K extends string>(
  domain: string,
  names: readonly K[],
): Readonly<Record<K, Permission>> {
  const entries = names.map((name): [string, string] => [name, `${domain}.${name}`]);
  return Object.fromEntries(entries) as Readonly<Record<K, Permission>>;
}
