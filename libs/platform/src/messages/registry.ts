import type { AnyEvent } from './define-event.ts';
import type { AnyJob } from './define-job.ts';
import type { AnySignal } from './define-signal.ts';
import type { Hearing } from './reader.ts';

export type AnyMessage = AnyEvent | AnySignal | AnyJob;

/** Everything that may travel, by name. */
export interface MessageRegistry {
  readonly events: ReadonlyMap<string, AnyEvent>;
  readonly signals: ReadonlyMap<string, AnySignal>;
  readonly jobs: ReadonlyMap<string, AnyJob>;
}

/** A declaration that contradicts another; the process refuses to start. */
export class RegistryError extends Error {
  constructor(problems: readonly string[]) {
    super(`The messages do not fit together:\n  ${problems.join('\n  ')}`);
    this.name = 'RegistryError';
  }
}

interface Versioned {
  name: string;
  version: number;
}

/** Whether a signal is declared here, in this version or a newer one. */
export const knowsSignal = ({ signals }: MessageRegistry, { name, version }: Versioned): boolean =>
  (signals.get(name)?.version ?? 0) >= version;

/**
 * Whether an event is declared here, in this version or a newer one: evolution is additive. So is one that has become a
 * signal since old processes wrote it; it has no effect any more.
 */
export const knowsEvent = (registry: MessageRegistry, event: Versioned): boolean =>
  (registry.events.get(event.name)?.version ?? 0) >= event.version || knowsSignal(registry, event);

/** Whether a job is declared here, in this version or a newer one. */
export const knowsJob = ({ jobs }: MessageRegistry, job: Versioned): boolean =>
  (jobs.get(job.name)?.version ?? 0) >= job.version;

/** What can be heard in a namespace: each permission and scope once. */
export function hearingsOf({ events, signals }: MessageRegistry, namespace: string): Hearing[] {
  const all = [...events.values(), ...signals.values()].flatMap(({ realtime }) =>
    realtime?.namespace === namespace ? realtime.hearings : [],
  );
  return [...new Map(all.map((hearing) => [`${hearing.permission} ${hearing.by}`, hearing])).values()];
}

/** @throws {RegistryError} when two messages share a name. */
export function createMessageRegistry(messages: readonly AnyMessage[]): MessageRegistry {
  const events = new Map<string, AnyEvent>();
  const signals = new Map<string, AnySignal>();
  const jobs = new Map<string, AnyJob>();
  const problems: string[] = [];
  for (const message of messages) {
    if ([events, signals, jobs].some((declared) => declared.has(message.name))) {
      problems.push(`"${message.name}" is declared twice; names are unique across events, signals and jobs`);
    } else if (message.kind === 'event') events.set(message.name, message);
    else if (message.kind === 'signal') signals.set(message.name, message);
    else jobs.set(message.name, message);
  }
  if (problems.length > 0) throw new RegistryError(problems);
  return { events, signals, jobs };
}

/** @throws {RegistryError} when a job has no handler or two, or a handler's job is not declared. */
export function assertEveryJobIsHandled(registry: MessageRegistry, handled: readonly AnyJob[]): void {
  const problems: string[] = [];
  const names = new Set<string>();
  for (const job of handled) {
    if (names.has(job.name)) problems.push(`job "${job.name}" has two handlers`);
    if (registry.jobs.get(job.name) !== job)
      problems.push(`a handler's job "${job.name}" is not declared by any domain`);
    names.add(job.name);
  }
  for (const name of registry.jobs.keys()) {
    if (!names.has(name)) problems.push(`job "${name}" has no handler`);
  }
  if (problems.length > 0) throw new RegistryError(problems);
}
