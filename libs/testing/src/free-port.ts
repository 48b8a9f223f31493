/** Test files that run at once look in parts of their own: what one has found, another does not find too. */
const PARTS = 16;

/** Different ports that nobody listens on, for processes that a test starts. */
export async function freePorts(count: number): Promise<number[]> {
  const { freePorts: findFreePorts } = await import('@antrean/embedded');
  return findFreePorts(count, { part: Number(process.env['JEST_WORKER_ID'] ?? 0), parts: PARTS });
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}
