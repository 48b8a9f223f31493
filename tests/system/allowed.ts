/**
 * `everybody`: no login. `users`: any login. `devices`: no user at all, only machines with tokens of their own. Otherwise the
 * roles that may; super_admin may everything else.
 */
export type Allowed = 'everybody' | 'users' | 'devices' | readonly string[];
