import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Trouble } from '../trouble.tsx';

/** Second factors that are typed. */
export const CODES = ['totp', 'sms', 'backup'] as const;
export type CodeMethod = (typeof CODES)[number];

/** A code of the app, of an SMS or of paper; six digits are sent by themselves as they are typed or pasted. */
export function CodeFields({
  methods,
  method,
  choose,
  askForSms,
}: {
  methods: readonly CodeMethod[];
  method: CodeMethod;
  choose: (method: CodeMethod | undefined) => void;
  askForSms: () => Promise<unknown>;
}) {
  const t = useTranslations('login');
  const [smsError, setSmsError] = useState<unknown>(null);
  const [isSmsSent, setSmsSent] = useState(false);
  const sendSms = (): void => {
    setSmsError(null);
    askForSms().then(() => setSmsSent(true), setSmsError);
  };
  return (
    <>
      {methods.length > 1 && (
        <label className="field">
          {t('method')}
          <select
            value={method}
            onChange={({ target }) => choose(methods.find((each) => each === target.value))}
          >
            {methods.map((each) => (
              <option key={each} value={each}>
                {t(`methods.${each}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {method === 'sms' && (
        <p>
          <button type="button" onClick={sendSms}>
            {t('sendSms')}
          </button>{' '}
          <span role="status">{isSmsSent && t('smsSent')}</span>
          <Trouble error={smsError} />
        </p>
      )}
      <CodeField key={method} hint={t(`codeHint.${method}`)} isDigits={method !== 'backup'} />
    </>
  );
}

/** One code, in the field `code`. */
export function CodeField({ hint, isDigits = true }: { hint: string; isDigits?: boolean }) {
  const t = useTranslations('login');
  return (
    <label className="field">
      {t('code')}
      <input
        name="code"
        autoComplete="one-time-code"
        inputMode={isDigits ? 'numeric' : 'text'}
        onInput={({ currentTarget }) => {
          if (isDigits && /^\s*\d{3}\s?\d{3}\s*$/.test(currentTarget.value))
            currentTarget.form?.requestSubmit();
        }}
        required
        autoFocus
        aria-describedby="code-hint"
      />
      <small id="code-hint">{hint}</small>
    </label>
  );
}

/** A code as it was typed, without the gaps that apps and paper show. */
export const codeIn = (form: FormData): string => {
  const value = form.get('code');
  return typeof value === 'string' ? value.replaceAll(/\s/g, '') : '';
};
