import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const JOB_SECONDS = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 30, 60, 120, 300];
const DELIVERY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];

/**
 * How often the event loop is looked at; `nodejs_eventloop_lag_min_seconds` and its siblings contain this time. Every ten
 * milliseconds, as it is by default, takes 0.4 % of a core in each process that has nothing to do.
 */
const EVENT_LOOP_EVERY_MS = 100;

/**
 * The platform's metrics in a registry of their own, with the defaults of the Node process and the label `service`.
 * Times are in seconds, as Prometheus wants them.
 */
export function createMetrics({ service }: { service: string }) {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_EVERY_MS });
  const registers = [registry];
  return {
    registry,
    outboxPending: new Gauge({
      name: 'outbox_pending_events',
      help: 'Outbox rows that are committed and not yet handed to a queue.',
      registers,
    }),
    outboxLag: new Gauge({
      name: 'outbox_lag_seconds',
      help: 'Age of the oldest pending outbox row; 0 when none is pending.',
      registers,
    }),
    consumerLag: new Gauge({
      name: 'outbox_consumer_lag_events',
      help: 'Numbered events that a consumer has not had yet.',
      labelNames: ['consumer'],
      registers,
    }),
    partitionDaysAhead: new Gauge({
      name: 'partition_days_ahead',
      help: 'For how many days from now a partitioned table has its partitions.',
      labelNames: ['table'],
      registers,
    }),
    partitionStrayRows: new Gauge({
      name: 'partition_stray_rows',
      help: 'Rows in the default partition of a table, where none should be; counted up to 10000.',
      labelNames: ['table'],
      registers,
    }),
    queueDepth: new Gauge({
      name: 'queue_depth',
      help: 'Jobs in a queue, by state.',
      labelNames: ['queue', 'state'],
      registers,
    }),
    jobDuration: new Histogram({
      name: 'job_duration_seconds',
      help: 'Time that one attempt of a job took.',
      labelNames: ['job', 'outcome'],
      buckets: JOB_SECONDS,
      registers,
    }),
    jobsDead: new Counter({
      name: 'jobs_dead_total',
      help: 'Jobs given up after their last attempt. Each one needs a person.',
      labelNames: ['job'],
      registers,
    }),
    clientErrors: new Counter({
      name: 'client_errors_total',
      help: 'Failures that pages of the console have told of.',
      registers,
    }),
    deliveriesEnded: new Counter({
      name: 'deliveries_ended_total',
      help: 'Notifications that came to their end, by channel and outcome: sent, failed or skipped.',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    mailOutcomesRewritten: new Counter({
      name: 'mail_outcomes_rewritten_total',
      help: 'Mails that were sent and whose outcome PostgreSQL did not take at once; it was written again.',
      registers,
    }),
    mailsRepeated: new Counter({
      name: 'mails_repeated_total',
      help: 'Mails sent after a try that ended without an outcome: somebody may have got one twice.',
      registers,
    }),
    eventsDead: new Counter({
      name: 'events_dead_total',
      help: 'Events that a consumer refused for good and that were set aside. Each one needs a person.',
      labelNames: ['consumer', 'event'],
      registers,
    }),
    consumerWaiting: new Gauge({
      name: 'outbox_consumer_waiting',
      help: '1 while a consumer stands still, with the reason: unknown, refused, database, unavailable, error.',
      labelNames: ['consumer', 'reason'],
      registers,
    }),
    unknownMessages: new Gauge({
      name: 'outbox_unknown_messages',
      help: 'Waiting events and jobs that are not declared in this worker: a newer version published them.',
      labelNames: ['kind', 'name'],
      registers,
    }),
    httpRequestDuration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the request to the end of its response.',
      labelNames: ['method', 'route', 'status'],
      buckets: REQUEST_SECONDS,
      registers,
    }),
    redisUp: new Gauge({
      name: 'redis_up',
      help: 'Whether a connection to Redis is in use: 0 while Redis is away or stands still.',
      labelNames: ['connection'],
      registers,
    }),
    redisFallbacks: new Counter({
      name: 'antrean_redis_fallbacks_total',
      help: 'Requests that did without Redis, because it was away, full or late, by what they asked it for.',
      labelNames: ['what'],
      registers,
    }),
    cachedReads: new Counter({
      name: 'cached_reads_total',
      help: 'Reads of what is kept in Redis, by outcome: hit, miss, away (Redis did not answer).',
      labelNames: ['group', 'outcome'],
      registers,
    }),
    connectionsRefused: new Counter({
      name: 'http_connections_refused_total',
      help: 'Connections that were ended at once because too many are open: of one address, or in all.',
      labelNames: ['reason'],
      registers,
    }),
    requestsShed: new Counter({
      name: 'http_requests_shed_total',
      help: 'Requests that were refused with 503 because too many were under way.',
      registers,
    }),
    requestLimit: new Gauge({
      name: 'http_requests_limit',
      help: 'Requests that may be under way at once: fewer while the event loop is late or memory is short.',
      registers,
    }),
    blockedRequests: new Counter({
      name: 'blocked_requests_total',
      help: 'Requests and sockets from addresses that are blocked, by the origin of the block: manual, automatic.',
      labelNames: ['origin'],
      registers,
    }),
    services: new Gauge({
      name: 'services',
      help: 'Processes that are known to this one, by their state: up, not_ready, draining, unreachable.',
      labelNames: ['name', 'state'],
      registers,
    }),
    servicesStale: new Gauge({
      name: 'services_stale',
      help: '1 while Redis does not say which processes there are, and the last that were known count.',
      registers,
    }),
    breakerState: new Gauge({
      name: 'breaker_state',
      help: 'Whether what is outside of the process is called: 0 yes, 1 one call to see whether it is back, 2 not for now.',
      labelNames: ['kind', 'target'],
      registers,
    }),
    breakerCalls: new Counter({
      name: 'breaker_calls_total',
      help: 'Calls through breakers by outcome: success, failure, timeout (also a failure), rejected without a call.',
      labelNames: ['kind', 'target', 'outcome'],
      registers,
    }),
    socketsOpening: new Gauge({
      name: 'gateway_sockets_opening',
      help: 'Websockets that clients have asked for at the api and that no realtime process has answered yet.',
      registers,
    }),
    realtimeConnections: new Gauge({
      name: 'realtime_connections',
      help: 'Sockets connected to this process.',
      labelNames: ['namespace'],
      registers,
    }),
    realtimeDelivery: new Histogram({
      name: 'realtime_delivery_seconds',
      help: 'Time from the commit of an event to its emission to sockets.',
      buckets: DELIVERY_SECONDS,
      registers,
    }),
    realtimeReplays: new Counter({
      name: 'realtime_replays_total',
      help: 'Sockets that came back: served from memory, from the log, or told to load anew (gap).',
      labelNames: ['outcome'],
      registers,
    }),
    realtimeReplayReads: new Counter({
      name: 'realtime_replay_events_read_total',
      help: 'Events that were read from the log for sockets that came back; one read serves all who ask together.',
      registers,
    }),
    signals: new Counter({
      name: 'signals_total',
      help: 'Signals by outcome: sent to the realtime tier, replaced by a later value, lost (Redis is away), refused.',
      labelNames: ['signal', 'outcome'],
      registers,
    }),
    zoneDifferences: new Gauge({
      name: 'zone_data_differences',
      help: 'Time zones in which Node and PostgreSQL tell other times within the next two years.',
      registers,
    }),
    eventsDelivered: new Counter({
      name: 'events_delivered_total',
      help: 'Events whose effect a consumer has committed.',
      labelNames: ['consumer'],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
