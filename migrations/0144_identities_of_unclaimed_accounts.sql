-- What was linked in a session of an unclaimed account opens nothing once its owner sets the password, also when it was linked
-- before 0143 made the account unclaimed. The audit trail says of the last link with each provider how it was made; one
-- that came with the account, or that vouched for the same verified address, is the owner's.
--
-- The default of users.is_unclaimed stays false. Every process that makes an account leaves the value to the default, so with
-- true those of an earlier version would make accounts of employees and of who comes by a provider unclaimed during an
-- upgrade. A registration, which alone makes an unclaimed account, says so in every version that has them.
update identities i set before_proof = true
from users u
where u.id = i.user_id and u.is_unclaimed and i.unlinked_at is null and not i.before_proof
  and not coalesce((
    select a.detail ~ '(with the new account|because both know the same verified address)$' from log_audit_trail a
    where a.action = 'IDENTITY_LINKED' and a.user_id = u.id and a.detail ilike i.provider || ' was linked with %'
    order by a.id desc limit 1), false);
