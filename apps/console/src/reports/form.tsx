import { useTranslations } from 'use-intl';
import { textOf } from '../form.tsx';
import { useChoices } from './choices.ts';
import type { ReportCard, ReportInput } from './report-data.ts';
import { readParams, type ReportParams } from './report-params.ts';

/** What somebody has filled in for a report. */
export function paramsOf(card: ReportCard, form: FormData): ReportParams {
  const given = card.inputs.map(({ name, kind }): [string, string | number] => {
    const text = textOf(form, name).trim();
    return [name, kind === 'integer' && text !== '' ? Number(text) : text];
  });
  return readParams(Object.fromEntries(given));
}

/** A field for each thing that a report takes, made of what the api says of it. */
export function Inputs({ inputs, params }: { inputs: readonly ReportInput[]; params: ReportParams }) {
  return inputs.map((input) => <Field key={input.name} input={input} value={params[input.name]} />);
}

function Field({ input, value }: { input: ReportInput; value: string | number | undefined }) {
  const t = useTranslations('reports');
  const choices = useChoices(input);
  const { name, label, kind, required, maxLength } = input;
  const usual = value ?? input.default ?? '';
  return (
    <label>
      {label}
      {choices ? (
        // Choices that come later keep what the address says.
        <select name={name} required={required} defaultValue={usual} key={choices.length}>
          {input.default === null && <option value="">{t(required ? 'choose' : 'all')}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          name={name}
          required={required}
          defaultValue={usual}
          type={kind === 'date' ? 'date' : kind === 'integer' ? 'number' : 'text'}
          autoComplete="off"
          {...(kind === 'integer' ? { min: 1, inputMode: 'numeric' as const } : {})}
          {...(maxLength === null ? {} : { maxLength })}
        />
      )}
    </label>
  );
}
