/** The actions that the trail is documented to know (seed 003); viewers offer them before the first one happened. */
export const DOCUMENTED_ACTIONS = [
  'APPROVAL_DECIDED',
  'LOGIN_FAILURE',
  'LOGIN_SUCCESS',
  'ORDER_CREATED',
  'ORDER_EDIT_REQUESTED',
  'ORDER_OVERRIDE',
  'ORDER_REJECTION_REQUESTED',
  'ORDER_STATUS_CHANGED',
  'PASSWORD_RESET',
  'USER_CREATED',
  'USER_STATUS_CHANGED',
] as const;
