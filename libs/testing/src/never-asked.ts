/**
 * Stands for something that is lent but not asked for anything, such as the database of routes that are only described.
 * Whoever does ask is told so.
 */
export const neverAsked = <T extends object>(name: string): T =>
  new Proxy({} as T, {
    get: (_target, property) => {
      throw new Error(`${name}.${String(property)} was asked for, and there is no ${name} here`);
    },
  });
