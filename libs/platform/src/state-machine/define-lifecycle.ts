/** What no person does, and what anybody may do with what is their own; all else is a permission of the domain. */
type NoPermission = 'system' | 'signed-in';

export interface Transition<State extends string, Ability extends string, Facts extends object> {
  readonly from: State | readonly State[];
  readonly to: State | readonly State[];
  /** Whose it is: a key of the domain's `permissions`, `system`, or `signed-in`. */
  readonly by: Ability;
  /** What else must be so. */
  readonly guard?: (move: { readonly from: State; readonly to: State } & Facts) => boolean;
  /** Goes past the line, also out of its last states: it is no way by which a state counts as reachable. */
  readonly overrides?: true;
}

interface Definition<
  State extends string,
  Name extends string,
  Ability extends string,
  Facts extends object,
> {
  /** The column that has the state, such as `meal_orders.status`. */
  readonly column: string;
  readonly states: readonly State[];
  readonly initial: State;
  /** From these only an override leads on. */
  readonly terminal: readonly State[];
  readonly transitions: Readonly<Record<Name, Transition<State, Ability, Facts>>>;
}

export interface Lifecycle<
  State extends string,
  Name extends string,
  Ability extends string,
  Facts extends object,
> {
  readonly column: string;
  readonly states: readonly State[];
  /** The permissions that the transitions ask for, by their keys in the domain's `permissions`. */
  readonly abilities: readonly Exclude<Ability, NoPermission>[];
  /** The states from which a transition leads. */
  from(name: Name): readonly State[];
  /** The state to which it leads; of several, the first. */
  to(name: Name): State;
  /** Whether it leads on from this state, whoever asks. */
  allows(name: Name, from: State): boolean;
  /**
   * Judges a wish to set a state: the first of the transitions that fits, `forbidden` because this person may set the
   * state from nowhere, `impossible` because it is not where it would have to be.
   * @param can what this person may do
   * @param among the transitions that may be wished for in this way; all when absent
   */
  judge(
    move: { readonly from: State; readonly to: State } & Facts,
    can: (ability: Exclude<Ability, NoPermission>) => boolean,
    among?: readonly Name[],
  ): { readonly name: Name } | { readonly refused: 'forbidden' | 'impossible' };
}

/** A lifecycle as the start looks at it. */
export interface AnyLifecycle {
  readonly column: string;
  readonly states: readonly string[];
  readonly abilities: readonly string[];
}

const listed = <T extends string>(one: T | readonly T[]): readonly T[] =>
  typeof one === 'string' ? [one] : one;
const isPermission = <Ability extends string>(by: Ability): by is Exclude<Ability, NoPermission> =>
  by !== 'system' && by !== 'signed-in';

/**
 * Declares the states of a thing and every way between them, each with whose it is and what else must be so.
 * @throws at the start, naming each: a state that nothing reaches, one that leads nowhere and is not said to be
 *   terminal, a transition out of a terminal one, a state that is not listed
 */
export function defineLifecycle<
  State extends string,
  Name extends string,
  Ability extends string,
  Facts extends object = object,
>(definition: Definition<State, Name, Ability, Facts>): Lifecycle<State, Name, Ability, Facts> {
  const { column, states, initial, transitions } = definition;
  const names: Name[] = [];
  for (const name in transitions) names.push(name);
  const flaws = flawsOf(definition);
  if (flaws.length > 0) throw new Error(`the lifecycle of ${column}: ${flaws.join('; ')}`);
  return {
    column,
    states,
    abilities: [...new Set(names.map((name) => transitions[name].by).filter(isPermission))],
    from: (name) => listed(transitions[name].from),
    to: (name) => listed(transitions[name].to)[0] ?? initial,
    allows: (name, from) => listed(transitions[name].from).includes(from),
    judge: (move, can, among = names) => {
      const own = among.filter((name) => {
        const { to, by } = transitions[name];
        return listed(to).includes(move.to) && (isPermission(by) ? can(by) : by === 'signed-in');
      });
      const fitting = own.find((name) => {
        const { from, guard } = transitions[name];
        return listed(from).includes(move.from) && (guard?.(move) ?? true);
      });
      if (fitting !== undefined) return { name: fitting };
      return { refused: own.length > 0 ? 'impossible' : 'forbidden' };
    },
  };
}

function flawsOf<State extends string, Facts extends object>({
  states,
  initial,
  terminal,
  transitions,
}: Definition<State, string, string, Facts>): string[] {
  const ways = Object.entries(transitions).map(([name, { from, to, overrides = false }]) => {
    return { name, from: listed(from), to: listed(to), overrides };
  });
  const line = ways.filter(({ overrides }) => !overrides);
  const reached = new Set([initial]);
  for (const state of reached)
    for (const { from, to } of line) if (from.includes(state)) to.forEach((next) => reached.add(next));
  const named = [initial, ...terminal, ...ways.flatMap(({ from, to }) => [...from, ...to])];
  return [
    ...[...new Set(named)]
      .filter((state) => !states.includes(state))
      .map((state) => `"${state}" is no state`),
    ...states.filter((state) => !reached.has(state)).map((state) => `nothing reaches "${state}"`),
    ...states
      .filter((state) => !terminal.includes(state))
      .filter(
        (state) => !line.some(({ from, to }) => from.includes(state) && to.some((next) => next !== state)),
      )
      .map((state) => `nothing leads on from "${state}", which is not terminal`),
    ...line.flatMap(({ name, from }) =>
      from
        .filter((state) => terminal.includes(state))
        .map((state) => `"${name}" leads out of "${state}", which is terminal`),
    ),
  ];
}
