export {
  preferencesChange,
  wanted,
  type Preferences,
  type PreferencesChange,
} from './notification.contract.ts';
export { forgetAddresses, forgetDeliveries } from './forget-address.ts';
export { choose, readPreferences } from './preferences.ts';
export { tellEach } from './tell-each.ts';
