import type { ReactNode } from 'react';
import { useFormatter } from 'use-intl';

/** How long, in the largest unit that still says it. */
export function useDuration(): (seconds: number) => string {
  const format = useFormatter();
  return (seconds) => {
    const [unit, length] =
      seconds < 120
        ? (['second', 1] as const)
        : seconds < 7_200
          ? (['minute', 60] as const)
          : seconds < 172_800
            ? (['hour', 3_600] as const)
            : (['day', 86_400] as const);
    return format.number(Math.round(seconds / length), { style: 'unit', unit, unitDisplay: 'long' });
  };
}

export function Moment({ at }: { at: string }) {
  const format = useFormatter();
  return (
    <time dateTime={at} title={at}>
      {format.dateTime(new Date(at), { dateStyle: 'short', timeStyle: 'medium' })}
    </time>
  );
}

/** A table that scrolls by itself where it is too wide, also by keyboard. */
export function Table({
  label,
  heads,
  children,
}: {
  label: string;
  heads: readonly string[];
  children: ReactNode;
}) {
  return (
    <div className="scroll" role="group" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export function Figure({
  label,
  children,
  bad = false,
}: {
  label: string;
  children: ReactNode;
  bad?: boolean;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="big" data-bad={bad}>
        {children}
      </dd>
    </div>
  );
}
