export { defineLifecycle, type AnyLifecycle, type Lifecycle, type Transition } from './define-lifecycle.ts';
export { unknownStates } from './unknown-state.ts';
