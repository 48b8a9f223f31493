import { COMPLETENESS_FIELDS, type ProfileBody } from './profile.contract.ts';

export interface Completeness {
  /** 100 only when nothing is missing. */
  percent: number;
  missing: (typeof COMPLETENESS_FIELDS)[number][];
}

/** How much of a profile there is, and what is missing. An address counts when it has been proven. */
export function completenessOf(profile: ProfileBody): Completeness {
  const missing = COMPLETENESS_FIELDS.filter((field) =>
    field === 'email' ? !profile.emailVerified : profile[field] === null || profile[field] === '',
  );
  const there = COMPLETENESS_FIELDS.length - missing.length;
  return { percent: Math.floor((there * 100) / COMPLETENESS_FIELDS.length), missing };
}
