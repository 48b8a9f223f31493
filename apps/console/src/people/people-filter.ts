/** Which users are shown; it stands in the address. */
export interface PeopleFilter {
  search?: string;
  role?: string;
  active?: boolean;
}

export function readPeopleFilter(search: Record<string, unknown>): PeopleFilter {
  const { search: text, role, active } = search;
  return {
    ...(typeof text === 'string' || typeof text === 'number' ? { search: String(text).slice(0, 100) } : {}),
    ...(typeof role === 'string' ? { role: role.slice(0, 50) } : {}),
    ...(typeof active === 'boolean' ? { active } : {}),
  };
}
