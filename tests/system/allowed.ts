/**
 * `everybody`: no login. `users`: any login. `devices`, `displays`: no user at all, only machines or screens with tokens of
 * their own. Otherwise the roles that may; super_admin may everything else.
 */
export type Allowed = 'everybody' | 'users' | 'devices' | 'displays' | readonly string[];
