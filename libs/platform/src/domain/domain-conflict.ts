/** Two domains that claim the same name, or a domain that names what nobody declares; the process refuses to start. */
export class DomainConflict extends Error {
  constructor(problems: readonly string[]) {
    super(`The domains do not fit together:\n  ${problems.join('\n  ')}`);
    this.name = 'DomainConflict';
  }
}

/** Who owns what no domain declared. */
const PLATFORM = 'platform';

/** @throws {DomainConflict} when there are any */
export function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new DomainConflict(problems);
}

/** Names that two owners claim, or one twice. */
export function twice<D extends { readonly name: string }>(
  kind: string,
  domains: readonly D[],
  namesOf: (domain: D) => readonly string[],
  platform: readonly string[] = [],
): string[] {
  const owners = new Map<string, string>(platform.map((name) => [name, PLATFORM]));
  const problems: string[] = [];
  for (const domain of domains) {
    for (const name of namesOf(domain)) {
      const owner = owners.get(name);
      if (owner !== undefined)
        problems.push(`${kind} "${name}" belongs to both "${owner}" and "${domain.name}"`);
      owners.set(name, domain.name);
    }
  }
  return problems;
}
