/** The sockets of one person. */
export const userRoom = (userId: number): string => `user:${userId}`;

/** Whoever watches a thing, by its name. */
export const watchersOf = (thing: string): string => `watch:${thing}`;
