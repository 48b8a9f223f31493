import type { z } from 'zod';
import type { SettingProblem } from './production.ts';

/** Environment variables that one part of the system reads, and nobody else. */
export interface Settings<S = unknown> {
  /** The names of the variables. */
  readonly variables: readonly string[];
  /** What is wrong with them; empty when nothing is. */
  problems(variables: NodeJS.ProcessEnv): SettingProblem[];
  /** From the environment when nothing else is given. @throws ZodError when one is wrong; ask `problems` before */
  read(variables?: NodeJS.ProcessEnv): S;
}

/** What was set; an empty variable counts as absent. */
export const givenOf = (variables: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );

/** Declares the settings of a domain or an app: variables with their schemas, and what the code calls them. */
export function defineSettings<Z extends z.ZodObject, S>(
  schema: Z,
  name: (parsed: z.output<Z>) => S,
): Settings<S> {
  return {
    variables: Object.keys(schema.shape),
    problems: (variables) => problemsOf(schema, givenOf(variables)),
    read: (variables = process.env) => name(schema.parse(givenOf(variables))),
  };
}

/** What a schema says against variables, each by its name. */
export function problemsOf(schema: z.ZodObject, given: Readonly<Record<string, string>>): SettingProblem[] {
  const { error } = schema.safeParse(given);
  return (error?.issues ?? []).map((issue) => {
    const variable = issue.path.join('.');
    // What `refine` says of several together may be about one that was not set, and has its default.
    const isMissing = issue.code !== 'custom' && given[variable] === undefined;
    return { variable, problem: isMissing ? 'is required' : issue.message };
  });
}
