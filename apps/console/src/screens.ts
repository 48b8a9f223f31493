/** The screens that there are, in the order of the menu, and the right that shows them; null: everybody's. */
export const SCREENS = [
  { to: '/dashboard', permission: 'dashboard.read', key: 'g h', says: 'dashboard' },
  { to: '/orders', permission: 'meal-orders.read', key: 'g o', says: 'orders' },
  { to: '/kitchen', permission: 'meal-orders.prepare', key: 'g k', says: 'kitchen' },
  { to: '/work-orders', permission: 'work-orders.manage', key: 'g w', says: 'workOrders' },
  { to: '/my-work', permission: 'work-orders.work', key: 'g y', says: 'myWork' },
  { to: '/counter', permission: 'pos.sell', key: 'g c', says: 'counter' },
  { to: '/approvals', permission: 'meal-orders.approve', key: 'g a', says: 'approvals' },
  { to: '/machines', permission: 'rvms.read', key: 'g i', says: 'machines' },
  // Whoever may read any of them: `.*` stands for all rights of that name.
  { to: '/reports', permission: 'reports.*', key: 'g t', says: 'reports' },
  { to: '/operations', permission: 'operations.observe', key: 'g p', says: 'operations' },
  { to: '/audit', permission: 'audit.read', key: 'g u', says: 'audit' },
  { to: '/displays', permission: 'pos.manage-displays', key: 'g d', says: 'displays' },
  { to: '/calendar', permission: 'bookings.attend', key: 'g l', says: 'calendar' },
  { to: '/bookings', permission: 'bookings.book', key: 'g j', says: 'bookings' },
  { to: '/book', permission: 'bookings.book', key: 'g v', says: 'book' },
  { to: '/people', permission: 'identity.manage-users', key: 'g e', says: 'people' },
  { to: '/roles', permission: 'identity.manage-roles', key: 'g r', says: 'roles' },
  // The menu has it by the name of who is logged in.
  { to: '/me', permission: null, key: 'g m', says: 'me' },
] as const;
