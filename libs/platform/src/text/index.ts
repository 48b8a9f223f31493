export { passwordForms } from './password-form.ts';
export {
  directionOrControl,
  isVisible,
  storedForm,
  tidyIdentifier,
  tidyLine,
  tidyNote,
} from './text-form.ts';
