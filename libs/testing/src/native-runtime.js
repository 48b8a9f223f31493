import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ModuleMocker } from 'jest-mock';
import Runtime from 'jest-runtime';
import { useJestGlobals } from './jest-globals.js';

const require = createRequire(import.meta.url);
const GLOBALS = new URL('jest-globals.js', import.meta.url).href;
/** jest-circus adds what it does at each event of a test file to a list that outlives the file. */
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(specifier, context),
});

/**
 * Runs test files as Node runs our processes: sources as they are, in one realm, each module loaded once per process.
 * Jest's own runtime loads the eight hundred modules of a typical file again for each of three hundred files. Its runner,
 * its reporters and its limits of time stay; mocks of modules, which nobody here uses, are not there.
 */
export default class NativeRuntime extends Runtime {
  #environment = { ...process.env };

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    return import(pathToFileURL(path).href);
  }

  /** Jest loads its test framework by this, for each file a new one. */
  requireInternalModule(path) {
    delete globalThis[EVENT_HANDLERS];
    delete require.cache[path];
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    useJestGlobals({ ...globals, jest: new ModuleMocker(globalThis) });
  }

  teardown() {
    for (const name of Object.keys(process.env)) if (!(name in this.#environment)) delete process.env[name];
    Object.assign(process.env, this.#environment);
    super.teardown();
  }
}
