import { DisplayToken } from './display-token.entity.ts';

export { displayRoleDefaults } from './display.policy.ts';

export const displayEntities = [DisplayToken] as const;
