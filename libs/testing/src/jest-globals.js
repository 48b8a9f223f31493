/**
 * What a test file imports as `@jest/globals`. Jest makes these anew for each test file, while a module that several of
 * them share is loaded once: it holds what is here, which always leads to those of the file that runs.
 */
let ofThisFile = {};

/** @param {object} globals what Jest made for the test file that is about to be loaded */
export const useJestGlobals = (globals) => {
  ofThisFile = globals;
};

const current = (name) => {
  if (name in ofThisFile) return ofThisFile[name];
  throw new Error(`${name} of @jest/globals is there in test files alone`);
};
const whicheverIsCurrent = (name) =>
  new Proxy(() => undefined, {
    get: (_, property) => Reflect.get(current(name), property),
    apply: (_, self, parameters) => Reflect.apply(current(name), self, parameters),
  });

export const afterAll = whicheverIsCurrent('afterAll');
export const afterEach = whicheverIsCurrent('afterEach');
export const beforeAll = whicheverIsCurrent('beforeAll');
export const beforeEach = whicheverIsCurrent('beforeEach');
export const describe = whicheverIsCurrent('describe');
export const expect = whicheverIsCurrent('expect');
export const it = whicheverIsCurrent('it');
export const jest = whicheverIsCurrent('jest');
