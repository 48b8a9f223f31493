import { useState, type ReactNode } from 'react';

/** A form behind its name: it begins with what there is when somebody opens it, and keeps what they type. */
export function Fold({ name, children }: { name: string; children: ReactNode }) {
  const [isOpened, setOpened] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpened((before) => before || currentTarget.open)}>
      <summary>{name}</summary>
      {isOpened && children}
    </details>
  );
}
