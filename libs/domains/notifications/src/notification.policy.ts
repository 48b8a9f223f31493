import { definePermissions, type Permission } from '@antrean/platform/auth';

/** To see what became of everybody's notifications, and what they look like; to have a mail sent again. */
export const notificationPermissions = definePermissions('notifications', ['oversee', 'resend']);

/** Which roles may do it unless an administrator says otherwise. */
export const notificationRoleDefaults: { readonly administrator: readonly Permission[] } = {
  administrator: [notificationPermissions.oversee, notificationPermissions.resend],
};
