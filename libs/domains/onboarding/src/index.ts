import { VendorApplication, VendorDocument } from './application.entity.ts';

export { permissions as onboardingPermissions, onboardingRoleDefaults } from './application.policy.ts';

export const onboardingEntities = [VendorApplication, VendorDocument] as const;
