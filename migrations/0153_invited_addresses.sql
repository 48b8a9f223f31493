-- By which address the account was named that is asked; null when it was named otherwise, and when the invitation is over. Who
-- manages the clinic sees this one, not the one that the account has by now. What was asked before was shown with the latter.
alter table clinic_invitations add column email text;
update clinic_invitations i set email = u.email from users u where u.id = i.user_id and i.status = 'invited';
