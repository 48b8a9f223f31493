export { codeMethod, internationalPhone, sentCode, typedCode, type CodeMethod } from './factor.contract.ts';
export { FACTOR_METHODS, readFactorsOf, usableMethods, type FactorMethod } from './factor.queries.ts';
export { codeRefused, removeAllFactors, removeFactorsSince } from './manage-factor.ts';
export { browserOptions, shownCredential, type ShownCredential } from './passkeys/passkey.contract.ts';
export { challengePasskey, recordPasskeyUse, verifyPasskey } from './passkeys/verify-passkey.ts';
export { requestPhoneCode, requestSmsCode, takePhoneCode } from './sms/sms-code.ts';
export { smsSettings, type SmsSettings } from './sms/sms.settings.ts';
export { takeCode, type ShownCode } from './take-code.ts';
