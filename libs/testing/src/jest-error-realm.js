// Jest gives each test file a realm of its own, while Node's own errors (ENOENT, TypeError of fetch …) come from the
// outer one, so that `error instanceof Error` would be false in tests alone. Error.isError sees through realms.
const ordinary = Function.prototype[Symbol.hasInstance];
Object.defineProperty(Error, Symbol.hasInstance, {
  value(candidate) {
    return this === Error ? Error.isError(candidate) : ordinary.call(this, candidate);
  },
});
