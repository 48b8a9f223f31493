/** The sockets of one person. */
export const userRoom = (userId: number): string => `user:${userId}`;
