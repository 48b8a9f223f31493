/** Which role is being changed, and which permissions are shown; it stands in the address. */
export interface RoleFilter {
  role?: string;
  search?: string;
  differs?: boolean;
}

export function readRoleFilter({ role, search, differs }: Record<string, unknown>): RoleFilter {
  return {
    ...(typeof role === 'string' ? { role: role.slice(0, 50) } : {}),
    ...(typeof search === 'string' ? { search: search.slice(0, 100) } : {}),
    ...(differs === true ? { differs } : {}),
  };
}
