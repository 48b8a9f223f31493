/** A container runs one of the three processes: it is healthy when the one that listens on its ops port is ready. */
const { OPS_PORT, WORKER_OPS_PORT, REALTIME_OPS_PORT } = process.env;
const answers = await Promise.allSettled(
  [OPS_PORT, WORKER_OPS_PORT, REALTIME_OPS_PORT].map((port) =>
    fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(4_000) }),
  ),
);
process.exit(answers.some((answer) => answer.status === 'fulfilled' && answer.value.ok) ? 0 : 1);
