export const QUEUE_PREFIX = 'antrean';

/** The hash tag keeps all keys of one queue on one node of a Redis Cluster. */
export const queueName = (queue: string): string => `{${queue}}`;

/** After so many seconds an idle worker of BullMQ asks again; what comes meanwhile wakes it. More it does not take. */
export const DRAIN_DELAY_S = 10;
