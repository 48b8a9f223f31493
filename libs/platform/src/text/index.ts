export { asciiDomain, emailAddress } from './email-address.ts';
export { passwordForms } from './password-form.ts';
export {
  directionOrControl,
  isVisible,
  NOTHING_TO_SEE,
  storedForm,
  tidyIdentifier,
  tidyLine,
  tidyNote,
  UNREADABLE,
} from './text-form.ts';
