export const QUEUE_PREFIX = 'antrean';

/** The hash tag keeps all keys of one queue on one node of a Redis Cluster. */
export const queueName = (queue: string): string => `{${queue}}`;
