// Made by `npm run client` from the documents of the api; do not edit.
export interface paths {
	"/api/admin/breakers": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * What is called outside of the processes, and whether it is called at the moment
		 * @description Each process spares what fails: most of its last ten calls failed (or of those of ten seconds, when these are more), and it is `open`, not called for a while; then one call may pass (`half_open`), and when it comes through the breaker is `closed` again. Refusals do not count. What a job calls waits meanwhile and is lost in no case.
		 */
		get: operations["getApiAdminBreakers"];
	};
	"/api/admin/consumers": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The consumers of the event log: how far each is, and what stands in its way
		 * @description `lag` and `oldestSeconds` say how much a consumer has not passed yet, and since when. `dead` events it has given up; `retrying` ones it is about to be given again; before `waitsAt` it stands still and goes on trying.
		 */
		get: operations["getApiAdminConsumers"];
	};
	"/api/admin/consumers/{name}/events/{seq}/retry": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Have a dead event delivered again to the consumer that refused it */
		post: operations["postApiAdminConsumersNameEventsSeqRetry"];
	};
	"/api/admin/consumers/{name}/events/{seq}/skip": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * End a dead event without effect, or have its consumer go on behind one before which it stands still
		 * @description The reason goes into the audit trail.
		 */
		post: operations["postApiAdminConsumersNameEventsSeqSkip"];
	};
	"/api/admin/dead-letters": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Events and jobs that need a person, the latest first
		 * @description `dead`: given up. `retrying`: an event that is about to be delivered again. `waiting`: its consumer stands still before it, because the database refuses what it writes, and goes on trying. `laterEvents`: so many later events the consumer has had meanwhile; a replay comes after them.
		 */
		get: operations["getApiAdminDeadLetters"];
	};
	"/api/admin/dead-letters/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One dead letter, with what it carries
		 * @description What might be a secret in the payload is shown as `[redacted]`.
		 */
		get: operations["getApiAdminDeadLettersId"];
	};
	"/api/admin/dead-letters/{id}/retry": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Try one dead letter again
		 * @description A job gets a fresh set of tries. An event is delivered once more to the consumer that refused it, and to no other; it comes after the `laterEvents` that the consumer has had. Asking twice has one effect.
		 */
		post: operations["postApiAdminDeadLettersIdRetry"];
	};
	"/api/admin/dead-letters/{id}/skip": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * End a dead letter without effect
		 * @description The reason goes into the audit trail. A consumer that stands still before the event goes on.
		 */
		post: operations["postApiAdminDeadLettersIdSkip"];
	};
	"/api/admin/dead-letters/retry": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Try all dead letters again that fit a filter
		 * @description `expected` is their number as the list told it with `state=dead`. Are there more or fewer meanwhile, nothing happens, and the answer is 409 with the number `found`.
		 */
		post: operations["postApiAdminDeadLettersRetry"];
	};
	"/api/admin/deliveries": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Whom what was told by which channel, and what became of it, the latest first
		 * @description `failed`: refused for good, or tried as often as it is. `skipped`: nobody to reach, not wanted, or nothing to tell any more; `error` says why. One that failed can be tried again among the dead letters, if it was not refused for good.
		 */
		get: operations["getApiAdminDeliveries"];
	};
	"/api/admin/invariants": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Whether the promises hold, and what to do about one that does not
		 * @description By what PostgreSQL and the signed files of the audit trail say; Redis is not asked. `holds` is null where this process cannot tell.
		 */
		get: operations["getApiAdminInvariants"];
	};
	"/api/admin/ip-blocks": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Blocks of network addresses, newest first
		 * @description `manual`: somebody made it. `automatic`: who went on although 600 requests of a minute were refused with 429 is blocked for a quarter of an hour. `address` finds the blocks that an address is under. Kept for 90 days after their end.
		 */
		get: operations["getApiAdminIpBlocks"];
		/**
		 * Take nothing from a network any more
		 * @description Within a second every process answers 403 `address_blocked` to whoever comes from there, by REST and on sockets, and open sockets end. Whose requests they are is told by the proxies in front alone (`TRUST_PROXY`). A block that holds your own address is refused.
		 */
		post: operations["postApiAdminIpBlocks"];
	};
	"/api/admin/ip-blocks/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** One block of network addresses */
		get: operations["getApiAdminIpBlocksId"];
		/**
		 * Lift a block
		 * @description The row stays for 90 days, with who lifted it. To lift one that is over changes nothing.
		 */
		delete: operations["deleteApiAdminIpBlocksId"];
		/** Give a block another end or another reason */
		patch: operations["patchApiAdminIpBlocksId"];
	};
	"/api/admin/jobs": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Jobs that are not over: waiting, handed to a queue, or given up
		 * @description `pending` and `enqueued` come in the order of their turns, `dead` the latest first. These are the rows of PostgreSQL: they are there, and right, when Redis is not.
		 */
		get: operations["getApiAdminJobs"];
	};
	"/api/admin/jobs/{uuid}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One job, in whatever state, with what it carries
		 * @description What might be a secret in the payload is shown as `[redacted]`.
		 */
		get: operations["getApiAdminJobsUuid"];
	};
	"/api/admin/jobs/{uuid}/retry": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Try a dead job again, with a fresh set of tries */
		post: operations["postApiAdminJobsUuidRetry"];
	};
	"/api/admin/jobs/{uuid}/skip": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * End a dead job without effect
		 * @description The reason goes into the audit trail.
		 */
		post: operations["postApiAdminJobsUuidSkip"];
	};
	"/api/admin/jobs/retry": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Try all dead jobs again that fit a filter
		 * @description `expected` is their number as the list told it. Are there more or fewer meanwhile, nothing happens, and the answer is 409 with the number `found`.
		 */
		post: operations["postApiAdminJobsRetry"];
	};
	"/api/admin/mails": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The mails of these, the latest first
		 * @description Whom which mail was for, and what became of it. What it said is not kept: it may have held a secret.
		 */
		get: operations["getApiAdminMails"];
	};
	"/api/admin/mails/{id}/resend": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Have a mail sent again that was sent, failed or skipped
		 * @description It is written anew, with what is so now, and goes to the address that the reader has now. Mails that were told together are told together again. The audit trail says who asked for it.
		 */
		post: operations["postApiAdminMailsIdResend"];
	};
	"/api/admin/notifications": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The notifications that there are */
		get: operations["getApiAdminNotifications"];
	};
	"/api/admin/notifications/{name}/preview": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** What a notification looks like, with an example of what it tells */
		get: operations["getApiAdminNotificationsNamePreview"];
	};
	"/api/admin/notifications/{name}/preview.html": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The same as the page that mail programs show */
		get: operations["getApiAdminNotificationsNamePreviewHtml"];
	};
	"/api/admin/permissions": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List every permission that a role can hold */
		get: operations["getApiAdminPermissions"];
	};
	"/api/admin/queues/session": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Let this browser see the queue console at /admin/queues
		 * @description Sets the cookie `queueConsole`, which the browser sends to the console alone, for a quarter of an hour after the last look and no longer than the session lasts. It takes a session: an API token gets none.
		 */
		post: operations["postApiAdminQueuesSession"];
	};
	"/api/admin/recoveries": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List recoveries, the newest first; with `status=waiting` those that wait for a decision */
		get: operations["getApiAdminRecoveries"];
	};
	"/api/admin/recoveries/{id}/decision": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Approve a recovery, which begins its cool-down, or reject it
		 * @description Make sure by another way who asks. Nobody decides for themselves or for who ranks above them.
		 */
		post: operations["postApiAdminRecoveriesIdDecision"];
	};
	"/api/admin/roles": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the roles, the highest rank first */
		get: operations["getApiAdminRoles"];
		/** Create a role */
		post: operations["postApiAdminRoles"];
	};
	"/api/admin/roles/{key}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Delete a role that nobody has */
		delete: operations["deleteApiAdminRolesKey"];
		/**
		 * Change a role
		 * @description What is taken away stays away; only permissions that are new come to a builtin role at a start.
		 */
		patch: operations["patchApiAdminRolesKey"];
	};
	"/api/admin/roles/{key}/preview": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * What a change of a role would do
		 * @description Nothing is changed. It is refused as the change itself would be. Who would lose or gain which right, which sessions and how many connections would end.
		 */
		post: operations["postApiAdminRolesKeyPreview"];
	};
	"/api/admin/services": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The processes that run, and how they are
		 * @description Each process says every two seconds by Redis that it is there; who has not for six seconds is gone. `stale`: Redis does not answer, and these are the last that were known. `health` is what each one answers now at its operators' port; `unreachable` also when that port is open to its own machine only. `state` is `unreachable` when it did not answer, and when its address is one that leads to itself on its own machine alone (`SERVICE_HOST` is missing there).
		 */
		get: operations["getApiAdminServices"];
	};
	"/api/admin/users/{id}/mfa": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Remove all second factors of a user who has lost them; the user is told */
		delete: operations["deleteApiAdminUsersIdMfa"];
	};
	"/api/admin/users/{id}/roles": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Set the roles of a user, everywhere or each at one clinic, outlet or department */
		put: operations["putApiAdminUsersIdRoles"];
	};
	"/api/admin/users/{id}/roles/preview": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * What setting the roles of a user would do
		 * @description Nothing is changed. It is refused as the change itself would be. Who would lose or gain which right, which sessions and how many connections would end.
		 */
		post: operations["postApiAdminUsersIdRolesPreview"];
	};
	"/api/admin/users/{id}/served-departments": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Say which departments a kitchen or delivery user serves; an empty list means all */
		put: operations["putApiAdminUsersIdServedDepartments"];
	};
	"/api/admin/users/{id}/sessions": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Where a user is logged in, and how many connections there are now */
		get: operations["getApiAdminUsersIdSessions"];
		/** Log a user out everywhere */
		delete: operations["deleteApiAdminUsersIdSessions"];
	};
	"/api/admin/users/{id}/tokens": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Revoke all tokens that act for a user */
		delete: operations["deleteApiAdminUsersIdTokens"];
	};
	"/api/admin/users/activity": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** When users were seen last, how often they are logged in, whether they are locked out */
		get: operations["getApiAdminUsersActivity"];
	};
	"/api/admin/vendor-applications": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The review queue: applications that were submitted, the one that waits longest first
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiAdminVendorApplications"];
	};
	"/api/admin/vendor-applications/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read an application to review it */
		get: operations["getApiAdminVendorApplicationsId"];
	};
	"/api/admin/vendor-applications/{id}/claim": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Say that you look at it, so that nobody else need
		 * @description It binds nobody: others may decide all the same.
		 */
		post: operations["postApiAdminVendorApplicationsIdClaim"];
		/** Let go of an application that you claimed */
		delete: operations["deleteApiAdminVendorApplicationsIdClaim"];
	};
	"/api/admin/vendor-applications/{id}/decision": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Approve an application, reject it, or ask for changes
		 * @description An approved one becomes a clinic with its services at once, and its applicant the manager there. Of two reviewers who decide at the same time the second is told `application_decided`: who decided what. Send `If-Match`, so that you decide about what you have read. Nobody decides about their own application.
		 */
		post: operations["postApiAdminVendorApplicationsIdDecision"];
	};
	"/api/admin/vendor-applications/{id}/documents/{documentId}/verification": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Say what you found of a document
		 * @description The applicant sees it. A refused document proves nothing: its kind is missing again, and the application cannot be approved before another one was sent. Download it at `/api/vendor-applications/:id/documents/:documentId`.
		 */
		put: operations["putApiAdminVendorApplicationsIdDocumentsDocumentIdVerification"];
	};
	"/api/admin/vendor-applications/{id}/notes": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the notes of reviewers, the newest first */
		get: operations["getApiAdminVendorApplicationsIdNotes"];
		/**
		 * Write a note for other reviewers; the applicant never sees it
		 * @description An application takes 200.
		 */
		post: operations["postApiAdminVendorApplicationsIdNotes"];
	};
	"/api/audit/verifications/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** A proof of the audit trail that a worker makes */
		get: operations["getApiAuditVerificationsId"];
	};
	"/api/audit/verify": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Whether the audit trail is what was written
		 * @description Follows the hash chains of the months in the range and compares them with the anchors outside of the database. Without a range it goes on from what a worker proved some minutes ago, and says so; every day a worker proves the trail from its beginning, and `lastFullVerification` says what came of it. What is too long for a request is left to a worker, and answered 202. 200 also when something is wrong: `valid` says so, and `firstBreak` says where.
		 */
		get: operations["getApiAuditVerify"];
	};
	"/api/auth/email": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Ask for another e-mail address; it is changed by the link that is mailed there */
		post: operations["postApiAuthEmail"];
	};
	"/api/auth/email/undo": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Take a change of address back by the link that the former address got; all sessions end */
		post: operations["postApiAuthEmailUndo"];
	};
	"/api/auth/identities": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List by whom the user may log in */
		get: operations["getApiAuthIdentities"];
	};
	"/api/auth/identities/{provider}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Unlink a provider, but not the last way in */
		delete: operations["deleteApiAuthIdentitiesProvider"];
	};
	"/api/auth/login": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Log in with NIK, username, e-mail or phone; sets the cookie refreshToken */
		post: operations["postApiAuthLogin"];
	};
	"/api/auth/logout": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** End the session of the cookie refreshToken and that of the access token, also an expired one */
		post: operations["postApiAuthLogout"];
	};
	"/api/auth/me": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The profile of who is logged in, with roles and permissions */
		get: operations["getApiAuthMe"];
		/** Choose the language of your mails, PDFs and texts, and the time zone in which you are told times */
		patch: operations["patchApiAuthMe"];
	};
	"/api/auth/mfa": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Tell the user's second factors */
		get: operations["getApiAuthMfa"];
	};
	"/api/auth/mfa/{method}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Remove a second factor */
		delete: operations["deleteApiAuthMfaMethod"];
	};
	"/api/auth/mfa/backup-codes": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Get ten codes for paper, told only here; earlier ones are void */
		post: operations["postApiAuthMfaBackupCodes"];
	};
	"/api/auth/mfa/sms/confirm": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Take the phone into use, by the code that it was sent */
		post: operations["postApiAuthMfaSmsConfirm"];
	};
	"/api/auth/mfa/sms/enroll": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Begin to set up a phone for codes by SMS, and send it the first; it counts after sms/confirm */
		post: operations["postApiAuthMfaSmsEnroll"];
	};
	"/api/auth/mfa/sms/send": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Have a code sent by SMS for a login that answered mfaRequired */
		post: operations["postApiAuthMfaSmsSend"];
	};
	"/api/auth/mfa/totp/confirm": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Take the authenticator app into use, by a code of it */
		post: operations["postApiAuthMfaTotpConfirm"];
	};
	"/api/auth/mfa/totp/enroll": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Begin to set up an authenticator app; it counts after totp/confirm */
		post: operations["postApiAuthMfaTotpEnroll"];
	};
	"/api/auth/mfa/verify": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Finish a login that answered mfaRequired, with a code of a second factor */
		post: operations["postApiAuthMfaVerify"];
	};
	"/api/auth/oauth": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List by whom one may log in here besides a password */
		get: operations["getApiAuthOauth"];
	};
	"/api/auth/oauth/{provider}/callback": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Where providers send the browser back to */
		get: operations["getApiAuthOauthProviderCallback"];
		/**
		 * The same for Apple, whose page posts a form
		 * @description It comes from another site by its nature. What protects it is the flow: its state must be that of this browser's cookie.
		 */
		post: operations["postApiAuthOauthProviderCallback"];
	};
	"/api/auth/oauth/{provider}/start": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Log in by a provider; who sends an access token links it with their account
		 * @description A browser is sent to the provider. Who asks for JSON is told the URL, to which the browser is led then: so a page links a provider, because links send no access token. With `prove=true` the owner of the session shows again who they are by a provider that is linked, as POST /api/auth/prove does; not who has a second factor.
		 */
		get: operations["getApiAuthOauthProviderStart"];
	};
	"/api/auth/passkeys": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the user's passkeys */
		get: operations["getApiAuthPasskeys"];
	};
	"/api/auth/passkeys/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Remove a passkey */
		delete: operations["deleteApiAuthPasskeysId"];
	};
	"/api/auth/passkeys/login": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Log in by a passkey, or finish a login that answered mfaRequired */
		post: operations["postApiAuthPasskeysLogin"];
	};
	"/api/auth/passkeys/login/options": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Begin to log in by a passkey: what navigator.credentials.get needs; the same for everybody */
		post: operations["postApiAuthPasskeysLoginOptions"];
	};
	"/api/auth/passkeys/register": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Take a passkey into use that the browser has made */
		post: operations["postApiAuthPasskeysRegister"];
	};
	"/api/auth/passkeys/register/options": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Begin to register a passkey: what navigator.credentials.create needs */
		post: operations["postApiAuthPasskeysRegisterOptions"];
	};
	"/api/auth/password/change": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Choose a new password; the user's other sessions end */
		post: operations["postApiAuthPasswordChange"];
	};
	"/api/auth/password/forgot": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Ask for a link by e-mail to set a new password; the answer is the same for unknown users */
		post: operations["postApiAuthPasswordForgot"];
	};
	"/api/auth/password/reset": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Set a new password with a mailed link; all sessions end */
		post: operations["postApiAuthPasswordReset"];
	};
	"/api/auth/phone": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Ask for another phone number to log in by, which a code by SMS proves; or have none */
		put: operations["putApiAuthPhone"];
	};
	"/api/auth/phone/confirm": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Have the phone number that was asked for, by the code that was sent there */
		post: operations["postApiAuthPhoneConfirm"];
	};
	"/api/auth/prove": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Show again who you are, which changes of factors ask for: the password, or the second factor by a code or a passkey
		 * @description Send `password`; who has a second factor sends `method` and `code`, or the `credential` of a passkey, which `POST /api/auth/prove/passkey/options` begins. Who comes in by a provider and has no password proves by `GET /api/auth/oauth/:provider/start?prove=true`.
		 */
		post: operations["postApiAuthProve"];
	};
	"/api/auth/prove/passkey/options": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Begin to show a passkey for POST /api/auth/prove: what navigator.credentials.get needs */
		post: operations["postApiAuthProvePasskeyOptions"];
	};
	"/api/auth/prove/sms": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Have a code sent by SMS to show again who you are */
		post: operations["postApiAuthProveSms"];
	};
	"/api/auth/recovery": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Say that it was not you who asked for the recovery of your account; it ends */
		delete: operations["deleteApiAuthRecovery"];
	};
	"/api/auth/recovery/cancel": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Say that it was not you, by the link in what you were told; the recovery ends */
		post: operations["postApiAuthRecoveryCancel"];
	};
	"/api/auth/recovery/complete": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Go on with a recovery by the mailed link
		 * @description With a code on paper all second factors are removed at once. Without one the recovery waits for an administrator's approval and then 24 hours more, in which its owner is told and can call it off; the same request completes it afterwards. All sessions end then, and the password alone logs in.
		 */
		post: operations["postApiAuthRecoveryComplete"];
	};
	"/api/auth/recovery/start": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Ask for a link by e-mail, because the second factor is lost; the same answer for unknown users */
		post: operations["postApiAuthRecoveryStart"];
	};
	"/api/auth/refresh": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Exchange the cookie refreshToken for an access token and the next cookie */
		post: operations["postApiAuthRefresh"];
	};
	"/api/auth/register": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Register; the link that is mailed completes it. The answer is the same for a known address */
		post: operations["postApiAuthRegister"];
	};
	"/api/auth/sessions": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the devices on which the user is logged in */
		get: operations["getApiAuthSessions"];
		/** End all of the user's sessions, this one too unless it is to be kept */
		delete: operations["deleteApiAuthSessions"];
	};
	"/api/auth/sessions/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** End one of the user's sessions */
		delete: operations["deleteApiAuthSessionsId"];
	};
	"/api/auth/tokens": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the tokens that you made, also for machines, the newest first */
		get: operations["getApiAuthTokens"];
		/**
		 * Make a token for a program that acts for you
		 * @description The token is shown this once. It may what is among its abilities and what you may yourself at that moment; never what concerns the account, such as tokens and passwords. You may have 20 that are valid.
		 */
		post: operations["postApiAuthTokens"];
	};
	"/api/auth/tokens/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Revoke a token that you made, and end its connections */
		delete: operations["deleteApiAuthTokensId"];
	};
	"/api/auth/verify": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Prove an address by the mailed link, which works once */
		post: operations["postApiAuthVerify"];
	};
	"/api/auth/verify/resend": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Ask again for the link that completes a registration; the answer is the same for unknown addresses */
		post: operations["postApiAuthVerifyResend"];
	};
	"/api/bookings": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List bookings: your own, and those of your clinics
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiBookings"];
		/**
		 * Book a service for one of your pets
		 * @description Without `staffId` somebody who is free is found. The booking is `confirmed`, or `pending` where the clinic confirms each. With `hold` the time is only kept for 10 minutes. One person may have 20 bookings to come. Send an `Idempotency-Key`, so that a repetition books nothing twice.
		 */
		post: operations["postApiBookings"];
	};
	"/api/bookings/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a booking */
		get: operations["getApiBookingsId"];
		/**
		 * Move a booking to another time, to somebody else, or both
		 * @description It keeps its id, status and price. Its old time is free at once. Customers may until `cancellationNoticeHours` of the clinic before it begins, the clinic until it has begun. `minimumNoticeMinutes` and `bookingHorizonDays` bind customers, not the clinic.
		 */
		patch: operations["patchApiBookingsId"];
	};
	"/api/bookings/{id}/cancel": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Cancel a booking
		 * @description Customers may until `cancellationNoticeHours` of the clinic before it begins; then the answer says whom to call. The clinic always may, and says why.
		 */
		post: operations["postApiBookingsIdCancel"];
	};
	"/api/bookings/{id}/reminders": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * When and how the customer is reminded of a booking, and what became of each reminder
		 * @description The booking’s own choice comes first, then the customer’s, then (for the times) the clinic’s, then the default: 24 and 2 hours before, by mail and in the application.
		 */
		get: operations["getApiBookingsIdReminders"];
		/**
		 * Choose when and how the customer is reminded of one booking; what you do not say stays as it was
		 * @description The booking’s own choice comes first, then the customer’s, then (for the times) the clinic’s, then the default: 24 and 2 hours before, by mail and in the application. At most five times. One that has passed already is skipped and not made up for.
		 */
		put: operations["putApiBookingsIdReminders"];
	};
	"/api/bookings/{id}/status": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Confirm a booking, check somebody in, complete it, or say that nobody came
		 * @description The clinic goes `pending → confirmed → checked_in → completed`, or `confirmed → no_show` once it has begun. With `confirmed` a customer books what they hold; where the clinic confirms each booking it is `pending` then.
		 */
		patch: operations["patchApiBookingsIdStatus"];
	};
	"/api/client-errors": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Tells that a page has failed
		 * @description It is written to the log without what looks like a secret, and counted (`client_errors_total`); nothing is kept. At most 60 in a minute are taken from one address.
		 */
		post: operations["postApiClientErrors"];
	};
	"/api/clinic-invitations": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the invitations of your account to work at clinics, the newest first
		 * @description Those of the last 90 days.
		 */
		get: operations["getApiClinicInvitations"];
	};
	"/api/clinic-invitations/{id}/accept": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Accept an invitation: you work at the clinic, and have the role there
		 * @description Said again, it is as said once. DELETE /api/clinics/{id}/staff/me lets you leave.
		 */
		post: operations["postApiClinicInvitationsIdAccept"];
	};
	"/api/clinic-invitations/{id}/decline": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Decline an invitation */
		post: operations["postApiClinicInvitationsIdDecline"];
	};
	"/api/clinics": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Find clinics: near a place, by text, by a service
		 * @description All conditions together. With `near` the nearest come first, with `distanceKm`; else they come in the order in which they were added. A search reaches 1000 clinics; `total` is exact up to there.
		 */
		get: operations["getApiClinics"];
		/**
		 * Add a clinic
		 * @description It has neither hours, staff nor services yet.
		 */
		post: operations["postApiClinics"];
	};
	"/api/clinics/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Read a clinic
		 * @description One that is deactivated is there for those who work at it alone.
		 */
		get: operations["getApiClinicsId"];
		/**
		 * Take a clinic off
		 * @description One that nothing names is deleted; else it is deactivated: gone for the public, still there for those who work at it, and for bookings that name it.
		 */
		delete: operations["deleteApiClinicsId"];
		/**
		 * Change a clinic; what is not named stays
		 * @description Another `timezone` leaves bookings at their instants; hours follow the new clocks. Who may create clinics opens a deactivated one again.
		 */
		patch: operations["patchApiClinicsId"];
	};
	"/api/clinics/{id}/availability-rules": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List by which rules a clinic and its staff are available
		 * @description Rules of a person take the place of those of the clinic on the days on which they are in effect, and those of the clinic the place of its opening hours. On a day with other hours, nothing outside of them stays.
		 */
		get: operations["getApiClinicsIdAvailabilityRules"];
		/**
		 * Add a rule: weekdays or a recurrence, and the time on them
		 * @description Rules of a person take the place of those of the clinic on the days on which they are in effect, and those of the clinic the place of its opening hours. On a day with other hours, nothing outside of them stays. Slots follow at once.
		 */
		post: operations["postApiClinicsIdAvailabilityRules"];
	};
	"/api/clinics/{id}/availability-rules/{ruleId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a rule of availability */
		get: operations["getApiClinicsIdAvailabilityRulesRuleId"];
		/**
		 * Remove a rule
		 * @description What is booked stays.
		 */
		delete: operations["deleteApiClinicsIdAvailabilityRulesRuleId"];
		/**
		 * Change a rule; what is not named stays
		 * @description What is booked stays, also where the rule does not reach any more.
		 */
		patch: operations["patchApiClinicsIdAvailabilityRulesRuleId"];
	};
	"/api/clinics/{id}/blocks": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List what is blocked at a clinic, the earliest first */
		get: operations["getApiClinicsIdBlocks"];
		/**
		 * Block time: it cannot be booked any more
		 * @description Who works at the clinic blocks their own time; who manages it everybody’s, and the clinic’s. Who blocks their own time is away from every clinic where they work; what a manager blocks of somebody binds this clinic. What is booked stays.
		 */
		post: operations["postApiClinicsIdBlocks"];
	};
	"/api/clinics/{id}/blocks/{blockId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a block */
		get: operations["getApiClinicsIdBlocksBlockId"];
		/**
		 * Remove a block
		 * @description Who works at the clinic blocks their own time; who manages it everybody’s, and the clinic’s.
		 */
		delete: operations["deleteApiClinicsIdBlocksBlockId"];
		/**
		 * Change a block; what is not named stays
		 * @description Who works at the clinic blocks their own time; who manages it everybody’s, and the clinic’s. Of whom a manager moves a block, they are away from this clinic alone.
		 */
		patch: operations["patchApiClinicsIdBlocksBlockId"];
	};
	"/api/clinics/{id}/bookings": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Book for somebody who calls, or stands at the desk
		 * @description For a pet that was booked here before, whose owner is told, or for who comes without an account. It is `confirmed`. `minimumNoticeMinutes`, `bookingHorizonDays` and the grid of free times do not bind the clinic.
		 */
		post: operations["postApiClinicsIdBookings"];
	};
	"/api/clinics/{id}/calendar": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Who can be booked when on some days, what is blocked, and what is booked
		 * @description Of a clinic’s calendar, as it stands now; cancelled and expired bookings are left out. Each day has its full hours as the clinic’s clocks show them, so that nobody needs zone data of their own. At most 60 people and 1000 bookings: `isCut` says that there are more.
		 */
		get: operations["getApiClinicsIdCalendar"];
	};
	"/api/clinics/{id}/hours": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * When a clinic is open: each week, on which days otherwise, and the next days one by one
		 * @description Times are those of the clinic’s clocks, instants are UTC. An interval belongs to the day on which it begins. Where clocks are put back an interval begins at the first of two such times and ends at the last.
		 */
		get: operations["getApiClinicsIdHours"];
		/** Set when a clinic is open */
		put: operations["putApiClinicsIdHours"];
	};
	"/api/clinics/{id}/hours/exceptions/{date}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Set other hours, or none, for one day */
		put: operations["putApiClinicsIdHoursExceptionsDate"];
		/** Have a day like every week again */
		delete: operations["deleteApiClinicsIdHoursExceptionsDate"];
	};
	"/api/clinics/{id}/reminders": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** When a clinic reminds customers who chose no times of their own */
		get: operations["getApiClinicsIdReminders"];
		/**
		 * Say when a clinic reminds customers who chose no times of their own; null: as by default
		 * @description Bookings that are planned already follow within a moment.
		 */
		put: operations["putApiClinicsIdReminders"];
	};
	"/api/clinics/{id}/services": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List what a clinic offers, in its order */
		get: operations["getApiClinicsIdServices"];
		/** Add a service to a clinic */
		post: operations["postApiClinicsIdServices"];
	};
	"/api/clinics/{id}/services/{serviceId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a service of a clinic */
		get: operations["getApiClinicsIdServicesServiceId"];
		/**
		 * Take a service off for good
		 * @description Its name is free again. Bookings that name it go on doing so.
		 */
		delete: operations["deleteApiClinicsIdServicesServiceId"];
		/**
		 * Change a service; what is not named stays
		 * @description What was booked keeps its price and duration of then.
		 */
		patch: operations["patchApiClinicsIdServicesServiceId"];
	};
	"/api/clinics/{id}/slots": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the free times of a service, in order
		 * @description By rules, or else the clinic’s opening hours, without what is blocked, taken or held, behind the clinic’s minimum notice and no farther ahead than it takes bookings. Times begin on a grid: the coarsest in which the duration and the buffer of the service come out even, of at least 5 minutes, from the begin of the window on. Times are told by `availability.changed` to who sent `watch` on the namespace /notifications. At most 31 days at a time, a week when `to` is absent. Fewer where more than a hundred people offer the service for a month: 422 `too_many_days` says how many. Who asks may 60 times a minute.
		 */
		get: operations["getApiClinicsIdSlots"];
	};
	"/api/clinics/{id}/slots/counts": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Count the free times of each day, for a view of months
		 * @description By rules, or else the clinic’s opening hours, without what is blocked, taken or held, behind the clinic’s minimum notice and no farther ahead than it takes bookings. Times begin on a grid: the coarsest in which the duration and the buffer of the service come out even, of at least 5 minutes, from the begin of the window on. Times are told by `availability.changed` to who sent `watch` on the namespace /notifications. At most 62 days at a time, 31 when `to` is absent. Fewer where more than a hundred people offer the service for a month: 422 `too_many_days` says how many. Who asks may 60 times a minute.
		 */
		get: operations["getApiClinicsIdSlotsCounts"];
	};
	"/api/clinics/{id}/staff": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List who works at a clinic
		 * @description Everybody sees whom they can book: name, title and services. Who works there sees all of the staff; who manages it sees e-mail and phone too.
		 */
		get: operations["getApiClinicsIdStaff"];
		/**
		 * Add somebody to a clinic, with an account or without
		 * @description The owner of an account is asked: until they accept, they are in the list of who manages the clinic alone, with `invitation`. Who manages users need not ask, nor does anybody ask themselves: they have the role at this clinic at once, and are told. Somebody who works at several clinics is one person with one calendar: add them by their account, or by `personId`.
		 */
		post: operations["postApiClinicsIdStaff"];
	};
	"/api/clinics/{id}/staff/{staffId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Read who works at a clinic
		 * @description Everybody sees whom they can book: name, title and services. Who works there sees all of the staff; who manages it sees e-mail and phone too.
		 */
		get: operations["getApiClinicsIdStaffStaffId"];
		/**
		 * Have somebody leave a clinic
		 * @description Their account has no role here any more. Bookings that name them go on doing so. An invitation is withdrawn.
		 */
		delete: operations["deleteApiClinicsIdStaffStaffId"];
		/**
		 * Change somebody at a clinic; what is not named stays
		 * @description Another role changes what their account may do here. The owner of an account that is named is asked first. The last manager is replaced first.
		 */
		patch: operations["patchApiClinicsIdStaffStaffId"];
	};
	"/api/clinics/{id}/staff/me": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Leave a clinic where you work
		 * @description Your account has no role there any more. Its last manager is replaced first.
		 */
		delete: operations["deleteApiClinicsIdStaffMe"];
	};
	"/api/dashboard/summary": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The figures of the moment
		 * @description Meal orders, sales, work orders, bookings, machines, and what waits in the queues. Each section takes the right to read all of its things; it is `null` without. `at` is when they were read, a second ago at most. On sockets the same comes as `dashboard.metrics`, once a second.
		 */
		get: operations["getApiDashboardSummary"];
	};
	"/api/departments": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the departments */
		get: operations["getApiDepartments"];
		/** Add a department */
		post: operations["postApiDepartments"];
	};
	"/api/departments/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a department */
		get: operations["getApiDepartmentsId"];
		/** Change a department, or switch it off or on */
		patch: operations["patchApiDepartmentsId"];
	};
	"/api/dev/sms-inbox": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The newest text messages that were not sent but kept here; not in production */
		get: operations["getApiDevSmsInbox"];
	};
	"/api/guest-bookings": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Hold a time without an account; the link that is mailed books it
		 * @description The time is kept for 30 minutes. Of one address 3 times are held at once, and 10 bookings to come. Said again, it is the same time and the same mail.
		 */
		post: operations["postApiGuestBookings"];
	};
	"/api/guest-bookings/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** How the clinic reaches who booked without an account, and with which pet they come */
		get: operations["getApiGuestBookingsId"];
	};
	"/api/guest-bookings/cancel": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Cancel a booking by the mailed link; the second time it is cancelled already */
		post: operations["postApiGuestBookingsCancel"];
	};
	"/api/guest-bookings/confirm": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Book what is held, by the mailed link; the second time it is booked already */
		post: operations["postApiGuestBookingsConfirm"];
	};
	"/api/guest-bookings/forget": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Have all forgotten that was booked with the address of the mailed link; what is to come is cancelled */
		post: operations["postApiGuestBookingsForget"];
	};
	"/api/guest-bookings/move": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Move a booking by the mailed link to another time, to somebody else, or both */
		post: operations["postApiGuestBookingsMove"];
	};
	"/api/guest-bookings/open": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The booking that a mailed link is of, as it is now; nothing changes
		 * @description It is no GET because the token is a secret, and addresses are logged.
		 */
		post: operations["postApiGuestBookingsOpen"];
	};
	"/api/login": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Log in; the access token is also called `token` */
		post: operations["postApiLogin"];
	};
	"/api/notifications": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Your notifications, the latest first, and how many are unread */
		get: operations["getApiNotifications"];
	};
	"/api/notifications/{id}/read": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Note that you have read one */
		post: operations["postApiNotificationsIdRead"];
	};
	"/api/notifications/read": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Note that you have read all, or all up to one */
		post: operations["postApiNotificationsRead"];
	};
	"/api/notifications/unsubscribe": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Where the link in a mail leads: to a page that asks whether such mails are to end */
		get: operations["getApiNotificationsUnsubscribe"];
		/** End mails of one kind to one address, by the link in such a mail (RFC 8058) */
		post: operations["postApiNotificationsUnsubscribe"];
	};
	"/api/orders": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the orders that concern you, newest first
		 * @description Employees get their own orders, the kitchen and delivery those that they have to do with now, in the departments that they serve, administrators all. Filters only narrow that. `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiOrders"];
		/** Place an order */
		post: operations["postApiOrders"];
	};
	"/api/orders/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read one order */
		get: operations["getApiOrdersId"];
	};
	"/api/orders/{id}/approve-reject": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Decide on the kitchen's request */
		post: operations["postApiOrdersIdApproveReject"];
	};
	"/api/orders/{id}/recall": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Take back the kitchen's last step within five minutes; `status` is where the order is then */
		post: operations["postApiOrdersIdRecall"];
	};
	"/api/orders/{id}/request-edit": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Ask an administrator to change the quantity of an order */
		post: operations["postApiOrdersIdRequestEdit"];
	};
	"/api/orders/{id}/request-rejection": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Ask an administrator to reject an order */
		post: operations["postApiOrdersIdRequestRejection"];
	};
	"/api/orders/{id}/status": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Take an order one step further; administrators set any status */
		patch: operations["patchApiOrdersIdStatus"];
	};
	"/api/orders/kitchen-day": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** What the kitchen has finished today, and how long it took on average */
		get: operations["getApiOrdersKitchenDay"];
	};
	"/api/orders/pending-approvals": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the orders whose request waits for a decision */
		get: operations["getApiOrdersPendingApprovals"];
	};
	"/api/outlets": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the outlets */
		get: operations["getApiOutlets"];
		/** Add a outlet */
		post: operations["postApiOutlets"];
	};
	"/api/outlets/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a outlet */
		get: operations["getApiOutletsId"];
		/** Change a outlet, or switch it off or on */
		patch: operations["patchApiOutletsId"];
	};
	"/api/pets": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List own pets, and those that have been at one’s clinics
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiPets"];
		/**
		 * Add a pet
		 * @description Its age is told by a birth date, or in months, of which one is reckoned. At most 50.
		 */
		post: operations["postApiPets"];
	};
	"/api/pets/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a pet */
		get: operations["getApiPetsId"];
		/**
		 * Delete a pet with its pictures
		 * @description A clinic that it has been at keeps what it wrote, and sees the pet as deleted.
		 */
		delete: operations["deleteApiPetsId"];
		/** Change a pet; what is not named stays */
		patch: operations["patchApiPetsId"];
	};
	"/api/pets/{id}/images": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the pictures of a pet, newest first */
		get: operations["getApiPetsIdImages"];
		/**
		 * Add a picture: its bytes are the body, or the one part of a form
		 * @description JPEG, PNG or WebP. It is encoded anew: upright, its first frame, 2048 pixels at most, without what else is in the file. At most 20 of a pet, and 1000 MB for all pictures and files that an owner has sent.
		 */
		post: operations["postApiPetsIdImages"];
	};
	"/api/pets/{id}/images/{imageId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Download a picture of a pet */
		get: operations["getApiPetsIdImagesImageId"];
		/** Remove a picture of a pet */
		delete: operations["deleteApiPetsIdImagesImageId"];
	};
	"/api/pets/{id}/images/{imageId}/thumbnail": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Download the thumbnail of a picture
		 * @description WebP of 320 pixels at most. Not found until a worker has made it: see `thumbnailUrl`.
		 */
		get: operations["getApiPetsIdImagesImageIdThumbnail"];
	};
	"/api/pets/{id}/medical-records": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the medical history of a pet, the latest first
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiPetsIdMedicalRecords"];
		/**
		 * Write into the medical history of a pet
		 * @description By its owner, or by staff for a clinic of theirs that it has been at. At most 1000 of a pet by its owner, and as many by each clinic.
		 */
		post: operations["postApiPetsIdMedicalRecords"];
	};
	"/api/pets/{id}/medical-records/{recordId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a medical record */
		get: operations["getApiPetsIdMedicalRecordsRecordId"];
		/** Delete a medical record with its files */
		delete: operations["deleteApiPetsIdMedicalRecordsRecordId"];
		/**
		 * Change a medical record; what is not named stays
		 * @description What the owner wrote is changed by the owner, what a clinic wrote by its staff.
		 */
		patch: operations["patchApiPetsIdMedicalRecordsRecordId"];
	};
	"/api/pets/{id}/medical-records/{recordId}/attachments": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Attach a file to a medical record: its bytes are the body, or the one part of a form
		 * @description PDF, JPEG, PNG or WebP, at most 10 of a record, 200 of a pet’s owner and as many of each clinic, and 1000 MB for all pictures and files that an owner has sent. Images are encoded anew.
		 */
		post: operations["postApiPetsIdMedicalRecordsRecordIdAttachments"];
	};
	"/api/pets/{id}/medical-records/{recordId}/attachments/{attachmentId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Download a file of a record */
		get: operations["getApiPetsIdMedicalRecordsRecordIdAttachmentsAttachmentId"];
		/** Take a file off a medical record */
		delete: operations["deleteApiPetsIdMedicalRecordsRecordIdAttachmentsAttachmentId"];
	};
	"/api/pets/{id}/medical-records/{recordId}/attachments/{attachmentId}/thumbnail": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Download the thumbnail of an image of a record */
		get: operations["getApiPetsIdMedicalRecordsRecordIdAttachmentsAttachmentIdThumbnail"];
	};
	"/api/positions": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the positions */
		get: operations["getApiPositions"];
		/** Add a position */
		post: operations["postApiPositions"];
	};
	"/api/positions/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a position */
		get: operations["getApiPositionsId"];
		/** Change a position, or switch it off or on */
		patch: operations["patchApiPositionsId"];
	};
	"/api/preferences": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** What you have chosen: how you are told, language, how screens look, time zone */
		get: operations["getApiPreferences"];
		/** Choose; what you do not say stays as it was */
		put: operations["putApiPreferences"];
	};
	"/api/preferences/favorite-vendors": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Your favourite clinics, the latest first; also those that have closed since */
		get: operations["getApiPreferencesFavoriteVendors"];
	};
	"/api/preferences/favorite-vendors/{clinicId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Make a clinic one of your favourites, of which you may have 200 */
		put: operations["putApiPreferencesFavoriteVendorsClinicId"];
		/** A clinic is none of your favourites any more */
		delete: operations["deleteApiPreferencesFavoriteVendorsClinicId"];
	};
	"/api/preferences/notifications": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * What you want to be told by which channel, and what there is to choose
		 * @description What is about the security of your account is not among it: it is always sent. Everything is wanted until you say otherwise.
		 */
		get: operations["getApiPreferencesNotifications"];
		/** Choose what you want to be told by which channel; what is not said stays as it was */
		put: operations["putApiPreferencesNotifications"];
	};
	"/api/preferences/reminders": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** When and how you are reminded of bookings */
		get: operations["getApiPreferencesReminders"];
		/**
		 * Choose when and how you are reminded of bookings; what you do not say stays as it was
		 * @description It holds for bookings that you have made already, too, unless something else was chosen for one of them.
		 */
		put: operations["putApiPreferencesReminders"];
	};
	"/api/profile": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Your profile: what your account says of you, and what you told beyond it */
		get: operations["getApiProfile"];
		/**
		 * Replace your profile; what you do not say is empty
		 * @description Your address and number are changed by `POST /api/auth/email` and `PUT /api/auth/phone`, because they must be proven.
		 */
		put: operations["putApiProfile"];
		/** Begin your profile; the name is that of your account unless you say another */
		post: operations["postApiProfile"];
		/**
		 * Delete your account, for good
		 * @description Needs a proof of the last minutes. What is known about you is deleted; what a law or somebody else needs, such as orders and the audit trail, stays without your name, address and number; the audit trail has your NIK or username, if you had one. All sessions and tokens end, your address and number are free, and a mail tells the address. Accounts of those who work here are deleted by an administrator; who works at a clinic leaves it with the account, but for its last manager.
		 */
		delete: operations["deleteApiProfile"];
		/** Change some of your profile; `null` empties a field */
		patch: operations["patchApiProfile"];
	};
	"/api/profile/avatar": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Your picture; nobody else sees it */
		get: operations["getApiProfileAvatar"];
		/**
		 * Have a picture, instead of the one that there was: its bytes are the body, or the one part of a form
		 * @description Encoded anew without what stands beside the pixels, and made smaller above 1024 of them a side.
		 */
		put: operations["putApiProfileAvatar"];
		/** Have no picture any more */
		delete: operations["deleteApiProfileAvatar"];
	};
	"/api/profile/avatar/thumbnail": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Your picture made small
		 * @description WebP of 320 pixels at most. Not found until a worker has made it: see `thumbnailUrl`.
		 */
		get: operations["getApiProfileAvatarThumbnail"];
	};
	"/api/profile/completeness": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * How complete your profile is, and what is missing
		 * @description An e-mail address counts when it has been proven.
		 */
		get: operations["getApiProfileCompleteness"];
	};
	"/api/profile/export": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Download all that is kept about you: a zip of JSON and of your files
		 * @description `profile.json`, a folder for each part of the system with a JSON list for each kind of thing, and your files. No password, token or other secret is in it. Needs a proof of the last minutes.
		 */
		get: operations["getApiProfileExport"];
		/**
		 * Have all that is kept about you put into a file
		 * @description A worker makes it, one at a time; you are told when it is ready, and it is there for seven days. While one is being made, or for an hour after, no other is begun. Needs a proof of the last minutes.
		 */
		post: operations["postApiProfileExport"];
	};
	"/api/register": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Create a user by username; a production manager creates operators only */
		post: operations["postApiRegister"];
	};
	"/api/report-jobs": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Report jobs, newest first */
		get: operations["getApiReportJobs"];
		/**
		 * Ask for the file of a report
		 * @description Needs the permission of the report. The reports of one person are made two at a time, in their order, so that nobody else waits for more of them. The events are job.queued, job.progress and job.completed, or job.failed.
		 */
		post: operations["postApiReportJobs"];
	};
	"/api/report-jobs/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** How far a report job is */
		get: operations["getApiReportJobsId"];
	};
	"/api/report-jobs/{id}/cancel": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Call a report off
		 * @description While it is queued or running. Its event is job.cancelled; cancelling twice is no mistake.
		 */
		post: operations["postApiReportJobsIdCancel"];
	};
	"/api/report-jobs/{id}/download": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The file of a report job
		 * @description Needs the permission of the report still. `ETag` and `Repr-Digest` are the SHA-256 of the file.
		 */
		get: operations["getApiReportJobsIdDownload"];
	};
	"/api/report-jobs/{id}/retry": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Try a report again that failed or was cancelled
		 * @description Needs the permission of the report still. Its event is job.retried.
		 */
		post: operations["postApiReportJobsIdRetry"];
	};
	"/api/report-jobs/{id}/verify": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Whether a file is what was made: size, SHA-256 and Ed25519 signature
		 * @description Reads the stored file again. Signed are five lines joined by line feeds: `antrean-report-v1`, the job id, the name of the report, the SHA-256 of its `params` as JSON with sorted keys and without blanks, and the SHA-256 of the file.
		 */
		get: operations["getApiReportJobsIdVerify"];
	};
	"/api/report-schedules": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Report schedules, newest first */
		get: operations["getApiReportSchedules"];
		/**
		 * Have a report made and mailed again and again
		 * @description Needs the permission of the report, also at each run. On days when the clocks change, a time that they skip is due once, later by what was skipped, and one that they show twice is due the first time. One person may have 50 schedules, to 50 addresses that are no users.
		 */
		post: operations["postApiReportSchedules"];
	};
	"/api/report-schedules/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** One report schedule */
		get: operations["getApiReportSchedulesId"];
		/** End a report schedule */
		delete: operations["deleteApiReportSchedulesId"];
		/**
		 * Change, pause or resume a report schedule
		 * @description Only what is sent changes; the report itself stays. A `period` takes the place of dates in `params`, and dates in `params` that of a `period`. A paused schedule does not make up for runs.
		 */
		patch: operations["patchApiReportSchedulesId"];
	};
	"/api/report-schedules/{id}/run": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Have a run of a report schedule now
		 * @description Beside those that are due, also while it is paused: made in the name of its owner and mailed to its recipients. Needs the permission of the report. What became of it is among its runs.
		 */
		post: operations["postApiReportSchedulesIdRun"];
	};
	"/api/report-schedules/{id}/runs": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** What became of a schedule's runs, latest first */
		get: operations["getApiReportSchedulesIdRuns"];
	};
	"/api/report-schedules/{id}/take-over": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Make a report schedule your own
		 * @description For one whose owner is gone or may not read the report any more. Needs the permission of the report. Its reports are made in your name from now on; its recipients stay.
		 */
		post: operations["postApiReportSchedulesIdTakeOver"];
	};
	"/api/report-schedules/next-runs": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * When a cron is due next, before there is a schedule
		 * @description The next 5 runs by the clocks of `timezone`, and the days that each of them would be about.
		 */
		get: operations["getApiReportSchedulesNextRuns"];
	};
	"/api/report-tables": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The table of a report as people read it, with its chart and its totals
		 * @description Needs the permission of the report, and keeps nothing. Holds 500 rows at most; with `isCut` there are more, of which a report job makes a file. Reports with as many rows as there were events have neither chart nor totals.
		 */
		post: operations["postApiReportTables"];
	};
	"/api/reports": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The reports that you may read, and what each takes
		 * @description In the language of `Accept-Language`. A form for any report can be made of `inputs`.
		 */
		get: operations["getApiReports"];
	};
	"/api/reports/audit-trail": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Who did what, newest first
		 * @description CSV and PDF hold every line that meets the filters; with `page`, `limit` or `after` they hold that part. `user` is null for what nobody known did, such as a login with an unknown number. `total` is exact up to 10000; when there are more it says 10000.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *     JSON and CSV hold 20000 rows at most: when there are more, a worker makes the file, and the answer is 202 with the report job. A page is never too long.
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsAuditTrail"];
	};
	"/api/reports/audit-trail/action-types": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The actions by which the trail can be filtered
		 * @description All that can occur, before the first one happened too.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsAuditTrailActionTypes"];
	};
	"/api/reports/audit-trail/order/{kodePesanan}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * What happened to one order, in order
		 * @description `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsAuditTrailOrderKodePesanan"];
	};
	"/api/reports/consumption": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Orders and meals per day, week or month
		 * @description Without dates: the last 7 days, today included. Periods without orders are left out; the PDF's chart shows them as zero.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsConsumption"];
	};
	"/api/reports/department": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Orders and meals per department
		 * @description Counts orders of every status unless `status` is given. Departments without orders are left out.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsDepartment"];
	};
	"/api/reports/operators": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Completed work orders, pieces and punctuality per operator
		 * @description Completed orders only; the dates are those of completion. Of an order that changed hands each operator has the pieces that they made, and the last one has the order.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsOperators"];
	};
	"/api/reports/performance": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Average durations of completed orders
		 * @description Only orders in COMPLETE that were created on or after tanggalMulai and completed on or before tanggalAkhir. Processing: created to accepted. Preparation: accepted to ready. Delivery: picked up to completed.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsPerformance"];
	};
	"/api/reports/rejections": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Requests to reject or edit orders
		 * @description CSV and PDF hold the rows that `after`, or `page`, and `limit` ask for.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsRejections"];
	};
	"/api/reports/sales/category": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Items and sales per category
		 * @description Items count under the category that their product had when it was sold, with the name that it has now; null is what was sold without one. Cancelled and deleted orders do not count; days are business days of creation.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsSalesCategory"];
	};
	"/api/reports/sales/day": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Orders, items and sales per day
		 * @description Days without sales are left out; the PDF's chart shows them as zero. Cancelled and deleted orders do not count; days are business days of creation.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsSalesDay"];
	};
	"/api/reports/sales/outlet": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Orders and sales per outlet
		 * @description Outlets without sales are left out; null is what was sold without an outlet. Cancelled and deleted orders do not count; days are business days of creation.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsSalesOutlet"];
	};
	"/api/reports/sales/payment-method": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Orders and sales per way of payment
		 * @description Ways of payment without sales are left out. Cancelled and deleted orders do not count; days are business days of creation.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsSalesPaymentMethod"];
	};
	"/api/reports/sales/product": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Orders, items and sales per product
		 * @description Products have the name that they have now, and the prices at which they were sold. Cancelled and deleted orders do not count; days are business days of creation.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsSalesProduct"];
	};
	"/api/reports/workorders": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Work orders and pieces per status
		 * @description `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getApiReportsWorkorders"];
	};
	"/api/rvm-alarms": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the alarms of machines, the newest first
		 * @description Of the outlets that the caller may see. Of each kind one is open for a machine at most. `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiRvmAlarms"];
	};
	"/api/rvm-alarms/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read an alarm */
		get: operations["getApiRvmAlarmsId"];
	};
	"/api/rvm-alarms/{id}/acknowledge": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Say that you see to an alarm */
		post: operations["postApiRvmAlarmsIdAcknowledge"];
	};
	"/api/rvm-alarms/{id}/clear": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Say that an alarm is over
		 * @description A machine that is ONLINE again clears its own. When it reports the same again, that is another alarm, with another work order.
		 */
		post: operations["postApiRvmAlarmsIdClear"];
	};
	"/api/rvms": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the machines with their state, in the order in which they were added, or the worst first
		 * @description Those of the outlets that the caller may see. `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiRvms"];
		/**
		 * Add a machine
		 * @description It is UNKNOWN until it is heard for the first time.
		 */
		post: operations["postApiRvms"];
	};
	"/api/rvms/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a machine and its state */
		get: operations["getApiRvmsId"];
		/**
		 * Take a machine away
		 * @description Its tokens end at once.
		 */
		delete: operations["deleteApiRvmsId"];
		/**
		 * Change what is known of a machine
		 * @description What is not named stays. How the machine is comes from itself, or from an override.
		 */
		patch: operations["patchApiRvmsId"];
	};
	"/api/rvms/{id}/device-tokens": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the valid tokens of a machine, the newest first
		 * @description With when each was used last, to the minute. There are at most 20.
		 */
		get: operations["getApiRvmsIdDeviceTokens"];
		/**
		 * Give a machine a token
		 * @description The token is shown this once. With it, as a bearer token, the machine tells its status and its heartbeats, and may do nothing else. Its `seq` begins anew with each token.
		 */
		post: operations["postApiRvmsIdDeviceTokens"];
	};
	"/api/rvms/{id}/device-tokens/{tokenId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Revoke a token of a machine */
		delete: operations["deleteApiRvmsIdDeviceTokensTokenId"];
	};
	"/api/rvms/{id}/heartbeat": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Tell that the machine lives
		 * @description With the token of this machine. One that is silent for longer than RVM_OFFLINE_AFTER_S, by the clock of the database, is OFFLINE; its next sign of life brings it back to what it said last.
		 */
		post: operations["postApiRvmsIdHeartbeat"];
	};
	"/api/rvms/{id}/history": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * What became of a machine, the newest first
		 * @description Reports that said something new and changes of the status, of 90 days. `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiRvmsIdHistory"];
	};
	"/api/rvms/{id}/override": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Say for a while how a machine is, whatever it says itself
		 * @description What it says meanwhile is `statusBeneath`, and becomes its status when the time is over. MAINTENANCE silences notices.
		 */
		put: operations["putApiRvmsIdOverride"];
		/** End an override before its time */
		delete: operations["deleteApiRvmsIdOverride"];
	};
	"/api/rvms/{id}/status": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Tell how the machine is
		 * @description With the token of this machine. It is a sign of life too. A report that says nothing new leaves nothing behind.
		 */
		post: operations["postApiRvmsIdStatus"];
	};
	"/api/rvms/counts": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Count the machines in each status
		 * @description Those of the outlets that the caller may see.
		 */
		get: operations["getApiRvmsCounts"];
	};
	"/api/search": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Look for things by number or name
		 * @description Meal orders, sales and work orders by their number: the whole one, or without its prefix, or today's alone (`7`). Machines and users by a part of three letters of their names. At most 5 of each kind, and only what the caller may read.
		 */
		get: operations["getApiSearch"];
	};
	"/api/shifts": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the shifts */
		get: operations["getApiShifts"];
		/** Add a shift */
		post: operations["postApiShifts"];
	};
	"/api/shifts/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a shift */
		get: operations["getApiShiftsId"];
		/** Change a shift, or switch it off or on */
		patch: operations["patchApiShiftsId"];
	};
	"/api/signing-key": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The public key of our signatures
		 * @description Keep a copy outside: a key that comes from the same place as the signature proves little.
		 */
		get: operations["getApiSigningKey"];
	};
	"/api/trace/{kind}/{key}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The way of an order, a booking, a work order, a report or a job: its events, jobs, audit lines, mails and files
		 * @description Of each the latest 200. `gaps` names the steps that are missing by now, with the dead letter by which one can be tried again. Events are kept for 72 hours, jobs for 60 days, the trail for ever. `jobs` are those of the same requests.
		 */
		get: operations["getApiTraceKindKey"];
	};
	"/api/users": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the users
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiUsers"];
		/** Create a user */
		post: operations["postApiUsers"];
	};
	"/api/users/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a user */
		get: operations["getApiUsersId"];
		/** Delete the account of a user, for good; to keep somebody out for a while, deactivate them */
		delete: operations["deleteApiUsersId"];
	};
	"/api/users/{id}/reset-password": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Replace the password by a temporary one, which is told only here */
		post: operations["postApiUsersIdResetPassword"];
	};
	"/api/users/{id}/role": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Give a user another role instead of all that he has */
		patch: operations["patchApiUsersIdRole"];
	};
	"/api/users/{id}/status": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Deactivate a user, whose sessions end at once, or activate him again */
		patch: operations["patchApiUsersIdStatus"];
	};
	"/api/users/{id}/status/preview": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * What deactivating a user would do, or activating him again
		 * @description Nothing is changed. It is refused as the change itself would be. Who would lose or gain which right, which sessions and how many connections would end.
		 */
		post: operations["postApiUsersIdStatusPreview"];
	};
	"/api/v1/categories": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the product categories */
		get: operations["getApiV1Categories"];
		/**
		 * Add a product category
		 * @description Its name becomes a member of every order that holds one of its products; names of other members are refused.
		 */
		post: operations["postApiV1Categories"];
	};
	"/api/v1/categories/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a product category */
		get: operations["getApiV1CategoriesId"];
		/**
		 * Rename a product category
		 * @description Orders that were sold keep the name of then.
		 */
		patch: operations["patchApiV1CategoriesId"];
	};
	"/api/v1/display-tokens": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the screens on walls, also those that have ended, newest first */
		get: operations["getApiV1DisplayTokens"];
		/**
		 * Let a screen on a wall show something
		 * @description The token is shown this once. `/app/wall/<screen>#<token>` is the link that the screen opens; the token then reads what that screen shows, by REST and on `/notifications`, or on `/` for `sales`, and only of the outlet that it was made for. Whoever makes it must see all of that.
		 */
		post: operations["postApiV1DisplayTokens"];
	};
	"/api/v1/display-tokens/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Revoke the token of a screen and end its connections */
		delete: operations["deleteApiV1DisplayTokensId"];
	};
	"/api/v1/display-tokens/current": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** What the screen that asks may show */
		get: operations["getApiV1DisplayTokensCurrent"];
	};
	"/api/v1/orders": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the orders, newest first
		 * @description `data` has the objects of the event `new-order`. `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiV1Orders"];
		/**
		 * Sell: create an order
		 * @description The answer is the object of the event `new-order`. Send an Idempotency-Key, so that a second tap on "pay" makes no second order. Items of the same product become one.
		 */
		post: operations["postApiV1Orders"];
	};
	"/api/v1/orders/{invoice}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read an order */
		get: operations["getApiV1OrdersInvoice"];
		/**
		 * Replace the items, outlet and way of payment of an order that is not being prepared yet
		 * @description At the prices of now. Number, date and id stay; what it was is kept in the history.
		 */
		put: operations["putApiV1OrdersInvoice"];
		/**
		 * Delete an order that is not being prepared yet
		 * @description It leaves lists, screens and sales; its number is not given again and its history is kept.
		 */
		delete: operations["deleteApiV1OrdersInvoice"];
	};
	"/api/v1/orders/{invoice}/history": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Read what an order was before each of its changes, oldest first
		 * @description Also of a deleted order.
		 */
		get: operations["getApiV1OrdersInvoiceHistory"];
	};
	"/api/v1/orders/{invoice}/receipt": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read what stands on the receipt of an order: its lines one by one, the outlet and who sold it */
		get: operations["getApiV1OrdersInvoiceReceipt"];
	};
	"/api/v1/orders/{invoice}/status": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Take an order one step further, or cancel it
		 * @description new → preparing → ready → completed; `cancelled` from new and preparing.
		 */
		patch: operations["patchApiV1OrdersInvoiceStatus"];
	};
	"/api/v1/orders/pickup": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** What customers wait for: orders that are being prepared, and those that are ready */
		get: operations["getApiV1OrdersPickup"];
	};
	"/api/v1/products": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List the products
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiV1Products"];
		/** Add a product */
		post: operations["postApiV1Products"];
	};
	"/api/v1/products/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read a product */
		get: operations["getApiV1ProductsId"];
		/**
		 * Change a product, take it off sale or put it on sale
		 * @description Orders that were sold keep its name, price and category of then.
		 */
		patch: operations["patchApiV1ProductsId"];
	};
	"/api/vendor-applications": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List your own applications, the newest first */
		get: operations["getApiVendorApplications"];
		/**
		 * Begin the application of a vendor
		 * @description With nothing filled in. You may have 3 that are open.
		 */
		post: operations["postApiVendorApplications"];
	};
	"/api/vendor-applications/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read an application with its form and documents: your own, or as a reviewer */
		get: operations["getApiVendorApplicationsId"];
	};
	"/api/vendor-applications/{id}/documents": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the documents of an application, the newest first */
		get: operations["getApiVendorApplicationsIdDocuments"];
		/**
		 * Upload a document: its bytes are the body, or the one part of a form
		 * @description `kind` says what it is. An application takes 10, one person may send 60 in 24 hours. What kind of file it is follows from its content.
		 */
		post: operations["postApiVendorApplicationsIdDocuments"];
	};
	"/api/vendor-applications/{id}/documents/{documentId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Download a document, as its applicant or as a reviewer */
		get: operations["getApiVendorApplicationsIdDocumentsDocumentId"];
		/** Remove a document before the application is submitted */
		delete: operations["deleteApiVendorApplicationsIdDocumentsDocumentId"];
	};
	"/api/vendor-applications/{id}/history": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Who did what with an application, the oldest first
		 * @description Of the saves of one step between two submissions the last one is listed.
		 */
		get: operations["getApiVendorApplicationsIdHistory"];
	};
	"/api/vendor-applications/{id}/steps/business": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Read the step business, and what it lacks to be complete
		 * @description Complete with `name`, `phone` and `email`.
		 */
		get: operations["getApiVendorApplicationsIdStepsBusiness"];
		/**
		 * Save the step business, complete or not, in the place of what it was
		 * @description Complete with `name`, `phone` and `email`. What is missing or not right yet is saved all the same and named by `errors`; steps are saved in any order. Not after the application was submitted, unless changes were requested.
		 */
		put: operations["putApiVendorApplicationsIdStepsBusiness"];
	};
	"/api/vendor-applications/{id}/steps/documents": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Read the step documents, and what it lacks to be complete
		 * @description Complete with the documents `business_licence`, `identity`, `tax_number`, which are uploaded by themselves.
		 */
		get: operations["getApiVendorApplicationsIdStepsDocuments"];
		/**
		 * Save the step documents, complete or not, in the place of what it was
		 * @description Complete with the documents `business_licence`, `identity`, `tax_number`, which are uploaded by themselves. What is missing or not right yet is saved all the same and named by `errors`; steps are saved in any order. Not after the application was submitted, unless changes were requested.
		 */
		put: operations["putApiVendorApplicationsIdStepsDocuments"];
	};
	"/api/vendor-applications/{id}/steps/location": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Read the step location, and what it lacks to be complete
		 * @description Complete with `address.street`, `address.city` and `location`.
		 */
		get: operations["getApiVendorApplicationsIdStepsLocation"];
		/**
		 * Save the step location, complete or not, in the place of what it was
		 * @description Complete with `address.street`, `address.city` and `location`. What is missing or not right yet is saved all the same and named by `errors`; steps are saved in any order. Not after the application was submitted, unless changes were requested.
		 */
		put: operations["putApiVendorApplicationsIdStepsLocation"];
	};
	"/api/vendor-applications/{id}/steps/review": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Read the step review, and what it lacks to be complete
		 * @description Complete when everything is confirmed.
		 */
		get: operations["getApiVendorApplicationsIdStepsReview"];
		/**
		 * Save the step review, complete or not, in the place of what it was
		 * @description Complete when everything is confirmed. What is missing or not right yet is saved all the same and named by `errors`; steps are saved in any order. Not after the application was submitted, unless changes were requested.
		 */
		put: operations["putApiVendorApplicationsIdStepsReview"];
	};
	"/api/vendor-applications/{id}/steps/services": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Read the step services, and what it lacks to be complete
		 * @description Complete with 1 to 50 services, each with `name`, `price` and `durationMinutes`.
		 */
		get: operations["getApiVendorApplicationsIdStepsServices"];
		/**
		 * Save the step services, complete or not, in the place of what it was
		 * @description Complete with 1 to 50 services, each with `name`, `price` and `durationMinutes`. What is missing or not right yet is saved all the same and named by `errors`; steps are saved in any order. Not after the application was submitted, unless changes were requested.
		 */
		put: operations["putApiVendorApplicationsIdStepsServices"];
	};
	"/api/vendor-applications/{id}/submit": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Submit an application whose steps are complete, also again after changes were requested
		 * @description It waits for a reviewer then and cannot be changed. `application_incomplete` names every field that is missing or wrong, such as `steps.services.services[0].price`.
		 */
		post: operations["postApiVendorApplicationsIdSubmit"];
	};
	"/api/vendor-applications/{id}/withdraw": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Withdraw an application for good, before it is decided */
		post: operations["postApiVendorApplicationsIdWithdraw"];
	};
	"/api/waiting-list": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List who waits: you, and at your clinics
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiWaitingList"];
		/**
		 * Wait for a time for one of your pets
		 * @description Whoever came first is told once, when a time returns that fits; it is held for them for 60 minutes, as a booking that is `held`, which they confirm. Then the next one is told. What is free already is offered at once. One person may wait 10 times.
		 */
		post: operations["postApiWaitingList"];
	};
	"/api/waiting-list/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read an entry of the waiting list */
		get: operations["getApiWaitingListId"];
		/** Wait no longer; what was offered is cancelled as a booking */
		delete: operations["deleteApiWaitingListId"];
	};
	"/api/waiting-list/guests": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Ask for a place in the list without an account; the link that is mailed gives it */
		post: operations["postApiWaitingListGuests"];
	};
	"/api/waiting-list/guests/confirm": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Take a place in the list by the mailed link; the second time it is taken already */
		post: operations["postApiWaitingListGuestsConfirm"];
	};
	"/api/waiting-list/guests/leave": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Wait no longer, by the mailed link; name, address, number and that mail are forgotten */
		post: operations["postApiWaitingListGuestsLeave"];
	};
	"/api/waiting-list/guests/open": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The entry that a mailed link is of, as it is now; nothing changes */
		post: operations["postApiWaitingListGuestsOpen"];
	};
	"/api/workorders": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List work orders, newest first
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiWorkorders"];
		/** Create a work order for an operator */
		post: operations["postApiWorkorders"];
	};
	"/api/workorders/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read one work order */
		get: operations["getApiWorkordersId"];
		/**
		 * Change a work order; what is not named stays
		 * @description A completed order is changed only together with, or after, setting another status. Another operator gets the order as it is; both are told.
		 */
		put: operations["putApiWorkordersId"];
	};
	"/api/workorders/{id}/attachments": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the files of an order, newest first */
		get: operations["getApiWorkordersIdAttachments"];
		/**
		 * Attach a file: its bytes are the body, or the one part of a form
		 * @description Sent as it is with its own `Content-Type` (`curl --data-binary @drawing.pdf -H "Content-Type: application/pdf"`), or in a form (`curl -F file=@drawing.pdf`). What it is follows from its content. Images are encoded anew: upright, their first frame, without what else is in the file; a damaged one, or one of more than 64 million pixels (17 if it is progressive, interlaced, turned by its EXIF or WebP), is refused. So is a PDF with scripts, or an encrypted one. A work order takes 50 files, one person may attach 1 GiB in 24 hours.
		 */
		post: operations["postApiWorkordersIdAttachments"];
	};
	"/api/workorders/{id}/attachments/{attachmentId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Download a file of an order */
		get: operations["getApiWorkordersIdAttachmentsAttachmentId"];
		/** Remove a file from an order; operators remove those that they attached */
		delete: operations["deleteApiWorkordersIdAttachmentsAttachmentId"];
	};
	"/api/workorders/{id}/attachments/{attachmentId}/thumbnail": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Download the thumbnail of an image of an order
		 * @description WebP of 320 pixels at most. Not found until a worker has made it: see `thumbnail_url`.
		 */
		get: operations["getApiWorkordersIdAttachmentsAttachmentIdThumbnail"];
	};
	"/api/workorders/{id}/history": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the statuses of an order and the pieces made, oldest first */
		get: operations["getApiWorkordersIdHistory"];
	};
	"/api/workorders/{id}/progress": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the notes on an order, newest first */
		get: operations["getApiWorkordersIdProgress"];
		/** Write down how the work goes */
		post: operations["postApiWorkordersIdProgress"];
	};
	"/api/workorders/{id}/split": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Make some pieces of a work order an order of their own
		 * @description Answers with the new order. What is not named is as in the order that is split; what is attached to that belongs to both.
		 */
		post: operations["postApiWorkordersIdSplit"];
	};
	"/api/workorders/{id}/status": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Tell how far an order is, and how many pieces were made since the last time
		 * @description Quantities add up; the last ordered piece completes the order. Operators go forward only, managers set any status. Send an `Idempotency-Key`, so that a repetition counts nothing twice.
		 */
		put: operations["putApiWorkordersIdStatus"];
	};
	"/api/workorders/assigned": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List your own work orders: open ones by deadline, then completed ones
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiWorkordersAssigned"];
	};
	"/api/workorders/board": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The board: orders by status, overdue and pressing ones first
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getApiWorkordersBoard"];
	};
	"/api/workorders/operators": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Who can be given work orders, and how much everybody has before them
		 * @description Whoever has least to do comes first; last, who can be given none any more but still has some.
		 */
		get: operations["getApiWorkordersOperators"];
	};
	"/login": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Log in; the access token is also called `token` */
		post: operations["postLogin"];
	};
	"/register": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Create a user by username; a production manager creates operators only */
		post: operations["postRegister"];
	};
	"/reports/operators": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Completed work orders, pieces and punctuality per operator
		 * @description Completed orders only; the dates are those of completion. Of an order that changed hands each operator has the pieces that they made, and the last one has the order.
		 *
		 *     `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getReportsOperators"];
	};
	"/reports/workorders": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Work orders and pieces per status
		 * @description `format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, the answer is 202 with the report job.
		 *
		 *
		 *
		 *     While a file is being made, the same request by the same user is answered with the same job.
		 */
		get: operations["getReportsWorkorders"];
	};
	"/workorders": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List work orders, newest first
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getWorkorders"];
		/** Create a work order for an operator */
		post: operations["postWorkorders"];
	};
	"/workorders/{id}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Read one work order */
		get: operations["getWorkordersId"];
		/**
		 * Change a work order; what is not named stays
		 * @description A completed order is changed only together with, or after, setting another status. Another operator gets the order as it is; both are told.
		 */
		put: operations["putWorkordersId"];
	};
	"/workorders/{id}/attachments": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the files of an order, newest first */
		get: operations["getWorkordersIdAttachments"];
		/**
		 * Attach a file: its bytes are the body, or the one part of a form
		 * @description Sent as it is with its own `Content-Type` (`curl --data-binary @drawing.pdf -H "Content-Type: application/pdf"`), or in a form (`curl -F file=@drawing.pdf`). What it is follows from its content. Images are encoded anew: upright, their first frame, without what else is in the file; a damaged one, or one of more than 64 million pixels (17 if it is progressive, interlaced, turned by its EXIF or WebP), is refused. So is a PDF with scripts, or an encrypted one. A work order takes 50 files, one person may attach 1 GiB in 24 hours.
		 */
		post: operations["postWorkordersIdAttachments"];
	};
	"/workorders/{id}/attachments/{attachmentId}": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Download a file of an order */
		get: operations["getWorkordersIdAttachmentsAttachmentId"];
		/** Remove a file from an order; operators remove those that they attached */
		delete: operations["deleteWorkordersIdAttachmentsAttachmentId"];
	};
	"/workorders/{id}/attachments/{attachmentId}/thumbnail": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Download the thumbnail of an image of an order
		 * @description WebP of 320 pixels at most. Not found until a worker has made it: see `thumbnail_url`.
		 */
		get: operations["getWorkordersIdAttachmentsAttachmentIdThumbnail"];
	};
	"/workorders/{id}/history": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the statuses of an order and the pieces made, oldest first */
		get: operations["getWorkordersIdHistory"];
	};
	"/workorders/{id}/progress": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** List the notes on an order, newest first */
		get: operations["getWorkordersIdProgress"];
		/** Write down how the work goes */
		post: operations["postWorkordersIdProgress"];
	};
	"/workorders/{id}/split": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Make some pieces of a work order an order of their own
		 * @description Answers with the new order. What is not named is as in the order that is split; what is attached to that belongs to both.
		 */
		post: operations["postWorkordersIdSplit"];
	};
	"/workorders/{id}/status": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Tell how far an order is, and how many pieces were made since the last time
		 * @description Quantities add up; the last ordered piece completes the order. Operators go forward only, managers set any status. Send an `Idempotency-Key`, so that a repetition counts nothing twice.
		 */
		put: operations["putWorkordersIdStatus"];
	};
	"/workorders/assigned": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List your own work orders: open ones by deadline, then completed ones
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getWorkordersAssigned"];
	};
	"/workorders/board": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The board: orders by status, overdue and pressing ones first
		 * @description `total` is exact up to 10000; when there are more it says 10000.
		 */
		get: operations["getWorkordersBoard"];
	};
	"/workorders/operators": {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Who can be given work orders, and how much everybody has before them
		 * @description Whoever has least to do comes first; last, who can be given none any more but still has some.
		 */
		get: operations["getWorkordersOperators"];
	};
}
export type webhooks = Record<string, never>;
export interface components {
	schemas: {
		/** @description RFC 9457 problem document */
		Problem: {
			/** @description Stable; decide by this */
			code: string;
			correlationId: string;
			detail?: string;
			errors?: {
				field: string;
				message: string;
			}[];
			instance?: string;
			/** @description How many errors are not listed */
			moreErrors?: number;
			status: number;
			title: string;
			type: string;
		};
	};
	responses: {
		/** @description A field is wrong; nothing was changed */
		400: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
		/** @description Not logged in */
		401: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
		/** @description Not allowed */
		403: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
		/** @description Not found, or not visible to the caller */
		404: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
		/** @description In conflict with the current state */
		409: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
		/** @description The version in If-Match is stale */
		412: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
		/** @description The body is larger than is taken */
		413: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
		/** @description The Idempotency-Key was used for another request */
		422: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
		/** @description Too many requests; Retry-After says after how many seconds to come again */
		429: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
		/** @description Any other refusal */
		default: {
			headers: {
				[name: string]: unknown;
			};
			content: {
				"application/problem+json": components["schemas"]["Problem"];
			};
		};
	};
	parameters: never;
	requestBodies: never;
	headers: never;
	pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
	getApiAdminBreakers: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						breakers: {
							/** @enum {string} */
							kind: "realtime" | "ops" | "smtp" | "sms" | "oauth";
							lastError: string | null;
							recent: {
								calls: number;
								failures: number;
								rejected: number;
								timeouts: number;
							};
							service: {
								instance: string;
								/** @enum {string} */
								name: "api" | "worker" | "realtime";
							};
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							since: string;
							/** @enum {string} */
							state: "closed" | "half_open" | "open";
							target: string;
						}[];
						unanswered: {
							instance: string;
							/** @enum {string} */
							name: "api" | "worker" | "realtime";
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminConsumers: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						consumers: {
							dead: number;
							deliveredSeq: number;
							/** @description Events that it has not passed yet */
							lag: number;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							movedAt: string;
							name: string;
							/** @description Age of the oldest, in seconds; 0 when there is none */
							oldestSeconds: number;
							retrying: number;
							/** @description The event before which it stands still */
							waitsAt: {
								attempts: number;
								error: string;
								seq: number;
							} | null;
						}[];
						/** @description The last number that an event was given */
						headSeq: number;
						/** @description Age of the oldest, in seconds; 0 when there is none */
						oldestUnnumberedSeconds: number;
						/** @description Committed events without a number yet */
						unnumbered: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminConsumersNameEventsSeqRetry: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				name: string;
				seq: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						ageSeconds: number;
						attempts: number;
						consumer: string | null;
						correlationId: string | null;
						error: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						firstAt: string;
						id: string;
						/** @enum {string} */
						kind: "event" | "job";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						lastAt: string;
						laterEvents: number | null;
						name: string;
						queue: string | null;
						seq: number | null;
						/** @enum {string} */
						state: "dead" | "retrying" | "waiting";
						subject: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminConsumersNameEventsSeqSkip: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				name: string;
				seq: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					reason: string;
				};
			};
		};
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminDeadLetters: {
		parameters: {
			query?: {
				after?: string;
				consumer?: string;
				kind?: "event" | "job";
				limit?: number;
				name?: string;
				page?: number;
				queue?: string;
				state?: "dead" | "retrying" | "waiting";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							ageSeconds: number;
							attempts: number;
							consumer: string | null;
							correlationId: string | null;
							error: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							firstAt: string;
							id: string;
							/** @enum {string} */
							kind: "event" | "job";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							lastAt: string;
							laterEvents: number | null;
							name: string;
							queue: string | null;
							seq: number | null;
							/** @enum {string} */
							state: "dead" | "retrying" | "waiting";
							subject: string | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminDeadLettersId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						ageSeconds: number;
						attempts: number;
						consumer: string | null;
						correlationId: string | null;
						error: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						firstAt: string;
						id: string;
						/** @enum {string} */
						kind: "event" | "job";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						lastAt: string;
						laterEvents: number | null;
						name: string;
						payload: {
							[key: string]: unknown;
						} | null;
						queue: string | null;
						seq: number | null;
						/** @enum {string} */
						state: "dead" | "retrying" | "waiting";
						subject: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminDeadLettersIdRetry: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						ageSeconds: number;
						attempts: number;
						consumer: string | null;
						correlationId: string | null;
						error: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						firstAt: string;
						id: string;
						/** @enum {string} */
						kind: "event" | "job";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						lastAt: string;
						laterEvents: number | null;
						name: string;
						queue: string | null;
						seq: number | null;
						/** @enum {string} */
						state: "dead" | "retrying" | "waiting";
						subject: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminDeadLettersIdSkip: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: string;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					reason: string;
				};
			};
		};
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminDeadLettersRetry: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					expected: number;
					filter: {
						/** @example audit */
						consumer?: string;
						/** @enum {string} */
						kind?: "event" | "job";
						/** @example audit */
						name?: string;
						/** @example audit */
						queue?: string;
					};
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						retried: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminDeliveries: {
		parameters: {
			query?: {
				after?: string;
				channel?: "email" | "sms" | "inApp";
				limit?: number;
				notification?: string;
				page?: number;
				status?: "planned" | "sending" | "sent" | "failed" | "skipped";
				userId?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description When a server refused this address for good */
							addressRefusedAt: string | null;
							attempts: number;
							/** @enum {string} */
							channel: "email" | "sms" | "inApp";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							error: string | null;
							/** Format: uuid */
							id: string;
							notification: string | null;
							recipient: string;
							response: string | null;
							sentAt: string | null;
							/** @enum {string} */
							status: "planned" | "sending" | "sent" | "failed" | "skipped";
							userId: number | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminInvariants: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						at: string;
						/** @description Whether none is broken */
						holds: boolean;
						invariants: {
							bound: number;
							/** @description What it is judged by */
							figure: number | null;
							/** @description Null when this process cannot tell, such as what a worker keeps in a folder of its own */
							holds: boolean | null;
							/** @enum {string} */
							name: "events_numbered" | "consumers_follow" | "jobs_handed_over" | "jobs_attended" | "nothing_dead" | "log_retained" | "partitions_ahead" | "trail_anchored" | "trail_proven";
							/** @description In the reader's language */
							promise: string;
							/** @description What to do; null while it holds */
							remedy: string | null;
							/** @enum {string} */
							unit: "seconds" | "count";
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminIpBlocks: {
		parameters: {
			query?: {
				address?: string;
				after?: string;
				limit?: number;
				origin?: "manual" | "automatic";
				page?: number;
				state?: "standing" | "over";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							cidr: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							/** @description Null of an automatic one */
							createdBy: {
								id: number;
								name: string;
							} | null;
							expiresAt: string | null;
							id: number;
							liftedAt: string | null;
							/** @description Null also when an automatic one met an administrator */
							liftedBy: {
								id: number;
								name: string;
							} | null;
							/** @enum {string} */
							origin: "manual" | "automatic";
							reason: string;
							/** @enum {string} */
							state: "standing" | "expired" | "lifted";
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminIpBlocks: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description An address or a network, IPv4 from /8 and IPv6 from /16
					 * @example 203.0.113.0/24
					 */
					cidr: string;
					/**
					 * @description It stands until it is lifted when absent
					 * @default null
					 */
					expiresAt?: string | null;
					/** @description For those who read the list and the audit trail */
					reason: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						cidr: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description Null of an automatic one */
						createdBy: {
							id: number;
							name: string;
						} | null;
						expiresAt: string | null;
						id: number;
						liftedAt: string | null;
						/** @description Null also when an automatic one met an administrator */
						liftedBy: {
							id: number;
							name: string;
						} | null;
						/** @enum {string} */
						origin: "manual" | "automatic";
						reason: string;
						/** @enum {string} */
						state: "standing" | "expired" | "lifted";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminIpBlocksId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						cidr: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description Null of an automatic one */
						createdBy: {
							id: number;
							name: string;
						} | null;
						expiresAt: string | null;
						id: number;
						liftedAt: string | null;
						/** @description Null also when an automatic one met an administrator */
						liftedBy: {
							id: number;
							name: string;
						} | null;
						/** @enum {string} */
						origin: "manual" | "automatic";
						reason: string;
						/** @enum {string} */
						state: "standing" | "expired" | "lifted";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAdminIpBlocksId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiAdminIpBlocksId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Null: until it is lifted */
					expiresAt?: string | null;
					/** @description For those who read the list and the audit trail */
					reason?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						cidr: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description Null of an automatic one */
						createdBy: {
							id: number;
							name: string;
						} | null;
						expiresAt: string | null;
						id: number;
						liftedAt: string | null;
						/** @description Null also when an automatic one met an administrator */
						liftedBy: {
							id: number;
							name: string;
						} | null;
						/** @enum {string} */
						origin: "manual" | "automatic";
						reason: string;
						/** @enum {string} */
						state: "standing" | "expired" | "lifted";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminJobs: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				name?: string;
				page?: number;
				queue?: string;
				state?: "pending" | "enqueued" | "dead";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							actorId: number | null;
							/** @description Tries that failed */
							attempts: number;
							correlationId: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							enqueuedAt: string | null;
							finishedAt: string | null;
							/** @description How often it was handed to a queue */
							generation: number;
							/** @description What it is about, when at most one such job is open */
							key: string | null;
							lastError: string | null;
							name: string;
							queue: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							runAt: string;
							/** @description A worker is at it */
							running: boolean;
							/** @enum {string} */
							state: "pending" | "enqueued" | "dead" | "done" | "cancelled";
							/** Format: uuid */
							uid: string;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminJobsUuid: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				uuid: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						actorId: number | null;
						/** @description Tries that failed */
						attempts: number;
						correlationId: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						enqueuedAt: string | null;
						finishedAt: string | null;
						/** @description How often it was handed to a queue */
						generation: number;
						/** @description What it is about, when at most one such job is open */
						key: string | null;
						lastError: string | null;
						name: string;
						payload: {
							[key: string]: unknown;
						};
						queue: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						runAt: string;
						/** @description A worker is at it */
						running: boolean;
						/** @enum {string} */
						state: "pending" | "enqueued" | "dead" | "done" | "cancelled";
						/** Format: uuid */
						uid: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminJobsUuidRetry: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				uuid: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						actorId: number | null;
						/** @description Tries that failed */
						attempts: number;
						correlationId: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						enqueuedAt: string | null;
						finishedAt: string | null;
						/** @description How often it was handed to a queue */
						generation: number;
						/** @description What it is about, when at most one such job is open */
						key: string | null;
						lastError: string | null;
						name: string;
						queue: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						runAt: string;
						/** @description A worker is at it */
						running: boolean;
						/** @enum {string} */
						state: "pending" | "enqueued" | "dead" | "done" | "cancelled";
						/** Format: uuid */
						uid: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminJobsUuidSkip: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				uuid: string;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					reason: string;
				};
			};
		};
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminJobsRetry: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					expected: number;
					filter: {
						/** @example audit */
						name?: string;
						/** @example audit */
						queue?: string;
					};
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						retried: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminMails: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				notification?: string;
				page?: number;
				status?: "planned" | "sending" | "sent" | "failed" | "skipped";
				userId?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description When a server refused this address for good */
							addressRefusedAt: string | null;
							attempts: number;
							/** @enum {string} */
							channel: "email" | "sms" | "inApp";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							error: string | null;
							/** Format: uuid */
							id: string;
							notification: string | null;
							recipient: string;
							response: string | null;
							sentAt: string | null;
							/** @enum {string} */
							status: "planned" | "sending" | "sent" | "failed" | "skipped";
							userId: number | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminMailsIdResend: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description When a server refused this address for good */
						addressRefusedAt: string | null;
						attempts: number;
						/** @enum {string} */
						channel: "email" | "sms" | "inApp";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						error: string | null;
						/** Format: uuid */
						id: string;
						notification: string | null;
						recipient: string;
						response: string | null;
						sentAt: string | null;
						/** @enum {string} */
						status: "planned" | "sending" | "sent" | "failed" | "skipped";
						userId: number | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminNotifications: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						channels: ("email" | "sms" | "inApp")[];
						/** @description Null: it is always sent */
						choice: {
							en: string;
							id: string;
						} | null;
						digestMs: number | null;
						expiresAfterMs: number | null;
						isUrgent: boolean;
						languages: string[];
						name: string;
						summary: string;
					}[];
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminNotificationsNamePreview: {
		parameters: {
			query?: {
				count?: number;
				language?: "id" | "en";
			};
			header?: never;
			path: {
				name: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						html: string;
						inApp: {
							text: string;
							title: string;
							url: string | null;
						};
						sms: string | null;
						subject: string;
						text: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminNotificationsNamePreviewHtml: {
		parameters: {
			query?: {
				count?: number;
				language?: "id" | "en";
			};
			header?: never;
			path: {
				name: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"text/html": string;
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminPermissions: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: string[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminQueuesSession: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminRecoveries: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
				status?: "waiting" | "approved" | "completed" | "rejected" | "cancelled" | "expired";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							closedAt: string | null;
							completableAt: string | null;
							decidedAt: string | null;
							decidedBy: string | null;
							/** @description Of who followed the link */
							device: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							expiresAt: string;
							id: number;
							network: string | null;
							note: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							openedAt: string;
							/** @enum {string} */
							status: "waiting" | "approved" | "completed" | "rejected" | "cancelled" | "expired";
							user: {
								id: number;
								namaLengkap: string;
								name: string;
								role: string;
							};
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminRecoveriesIdDecision: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @enum {string} */
					decision: "approve" | "reject";
					/** @description How you know who asks, or why not; for the record */
					note?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						closedAt: string | null;
						completableAt: string | null;
						decidedAt: string | null;
						decidedBy: string | null;
						/** @description Of who followed the link */
						device: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						expiresAt: string;
						id: number;
						network: string | null;
						note: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						openedAt: string;
						/** @enum {string} */
						status: "waiting" | "approved" | "completed" | "rejected" | "cancelled" | "expired";
						user: {
							id: number;
							namaLengkap: string;
							name: string;
							role: string;
						};
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminRoles: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description What a builtin role has from the start; empty for others */
							defaults: string[];
							isBuiltin: boolean;
							key: string;
							label: string;
							permissions: string[];
							rank: number;
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminRoles: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @example night_shift */
					key: string;
					label: string;
					permissions: string[];
					rank: number;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What a builtin role has from the start; empty for others */
						defaults: string[];
						isBuiltin: boolean;
						key: string;
						label: string;
						permissions: string[];
						rank: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAdminRolesKey: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				key: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiAdminRolesKey: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				key: string;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					label?: string;
					permissions?: string[];
					rank?: number;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What a builtin role has from the start; empty for others */
						defaults: string[];
						isBuiltin: boolean;
						key: string;
						label: string;
						permissions: string[];
						rank: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminRolesKeyPreview: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				key: string;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					label?: string;
					permissions?: string[];
					rank?: number;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description The first 20 of these users */
						examples: {
							gained: string[];
							id: number;
							lost: string[];
							name: string;
						}[];
						/** @description How many users would lose and gain each */
						rights: {
							gained: number;
							lost: number;
							right: string;
						}[];
						/** @description Sessions that would end */
						sessions: number;
						/** @description Connections that would end or come back; null when nobody knows now */
						sockets: number | null;
						/** @description Whose rights would change */
						users: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminServices: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						asOf: string | null;
						services: {
							address: string | null;
							beat: number;
							draining: boolean;
							epoch: number;
							health: {
								checks: {
									[key: string]: "ok" | "failed";
								};
								/** @enum {string} */
								status: "ok" | "unavailable" | "unreachable";
							};
							host: string | null;
							instance: string;
							lacks: string[];
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							lastBeatAt: string;
							load: number;
							/** @enum {string} */
							name: "api" | "worker" | "realtime";
							ops: string;
							pid: number;
							ready: boolean;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							startedAt: string;
							/** @enum {string} */
							state: "up" | "not_ready" | "draining" | "unreachable";
							version: string;
						}[];
						stale: boolean;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAdminUsersIdMfa: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	putApiAdminUsersIdRoles: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					primaryRole?: string;
					/** @description A role is had everywhere, or at the one place that is named with it */
					roles: (string | {
						clinicId?: number;
						departmentId?: number;
						outletId?: number;
						/** @example employee */
						role: string;
					})[];
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminUsersIdRolesPreview: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					primaryRole?: string;
					/** @description A role is had everywhere, or at the one place that is named with it */
					roles: (string | {
						clinicId?: number;
						departmentId?: number;
						outletId?: number;
						/** @example employee */
						role: string;
					})[];
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description The first 20 of these users */
						examples: {
							gained: string[];
							id: number;
							lost: string[];
							name: string;
						}[];
						/** @description How many users would lose and gain each */
						rights: {
							gained: number;
							lost: number;
							right: string;
						}[];
						/** @description Sessions that would end */
						sessions: number;
						/** @description Connections that would end or come back; null when nobody knows now */
						sockets: number | null;
						/** @description Whose rights would change */
						users: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiAdminUsersIdServedDepartments: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					departmentIds: number[];
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminUsersIdSessions: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							createdAt: string;
							current: boolean;
							device: string | null;
							expiresAt: string;
							/** Format: uuid */
							id: string;
							ipPrefix: string | null;
							lastSeenAt: string;
						}[];
						/** @description Connections of the user now; null when nobody knows */
						sockets: number | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAdminUsersIdSessions: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAdminUsersIdTokens: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminUsersActivity: {
		parameters: {
			query: {
				ids: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description What is shown besides the password */
							factors: ("passkey" | "totp" | "sms" | "backup")[];
							/** @description Null when there was no session within their retention */
							lastSeenAt: string | null;
							/** @description Until then no password is taken from some network or device, because too many were wrong */
							lockedUntil: string | null;
							/** @description That are live */
							sessions: number;
							userId: number;
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminVendorApplications: {
		parameters: {
			query?: {
				after?: string;
				claimed?: "me" | "nobody";
				limit?: number;
				page?: number;
				status?: "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn" | "any";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							applicant: {
								id: number;
								name: string;
							};
							/** @description Of the step `business`; null while it has none */
							businessName: string | null;
							/** @description The reviewer who looks at it */
							claimedBy: {
								id: number;
								name: string;
							} | null;
							/** @description The clinic that an approved one became */
							clinicId: number | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							decidedAt: string | null;
							decidedBy: {
								id: number;
								name: string;
							} | null;
							/** @description The last one */
							decision: ("APPROVED" | "REJECTED" | "CHANGES_REQUESTED") | null;
							id: number;
							progress: {
								/** @description Steps that are complete */
								complete: number;
								percent: number;
								/** @description Whether each step is complete */
								steps: {
									[key: string]: boolean;
								};
								total: number;
							};
							/** @description Of the last decision */
							reason: string | null;
							/** @enum {string} */
							status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
							/** @description The last time; null before the first */
							submittedAt: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminVendorApplicationsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						applicant: {
							id: number;
							name: string;
						};
						/** @description Of the step `business`; null while it has none */
						businessName: string | null;
						/** @description The reviewer who looks at it */
						claimedBy: {
							id: number;
							name: string;
						} | null;
						/** @description The clinic that an approved one became */
						clinicId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						decidedAt: string | null;
						decidedBy: {
							id: number;
							name: string;
						} | null;
						/** @description The last one */
						decision: ("APPROVED" | "REJECTED" | "CHANGES_REQUESTED") | null;
						documents: {
							contentType: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							filename: string;
							id: number;
							/** @enum {string} */
							kind: "business_licence" | "identity" | "tax_number" | "other";
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description What a reviewer found; null before. A refused one must be sent anew */
							verification: {
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								at: string;
								remark: string | null;
								/** @enum {string} */
								result: "VERIFIED" | "REFUSED";
							} | null;
						}[];
						/** @description What was saved of each step */
						form: {
							/**
							 * @example {
							 *       "name": "Klinik Satwa Sehat",
							 *       "phone": "+628123456789",
							 *       "email": "halo@satwasehat.example"
							 *     }
							 */
							business?: {
								description?: string;
								email?: string;
								/** @description The name in the licence, when it is another one */
								legalName?: string;
								/** @description The name of the clinic, as customers will see it */
								name?: string;
								phone?: string;
							};
							/**
							 * @example {
							 *       "licenceNumber": "NIB 1234567890123",
							 *       "taxNumber": "01.234.567.8-901.000"
							 *     }
							 */
							documents?: {
								/** @description As it stands in the business licence */
								licenceNumber?: string;
								/** @description What reviewers should know of the documents */
								remarks?: string;
								/** @description As it stands in the document: NPWP */
								taxNumber?: string;
							};
							/**
							 * @example {
							 *       "address": {
							 *         "street": "Jl. Kemang Raya 12",
							 *         "city": "Jakarta Selatan",
							 *         "postalCode": "12730"
							 *       },
							 *       "location": {
							 *         "lat": -6.2607,
							 *         "lng": 106.8137
							 *       },
							 *       "timezone": "Asia/Jakarta"
							 *     }
							 */
							location?: {
								address?: {
									city?: string;
									/** @description Two letters; `ID` when absent */
									country?: string;
									district?: string;
									postalCode?: string;
									province?: string;
									street?: string;
								};
								location?: {
									lat?: number;
									lng?: number;
								};
								/** @description Such as `Asia/Makassar`; `Asia/Jakarta` when absent */
								timezone?: string;
							};
							/**
							 * @example {
							 *       "confirmed": true
							 *     }
							 */
							review?: {
								/** @description That everything is true as it stands */
								confirmed?: boolean;
							};
							/**
							 * @example {
							 *       "services": [
							 *         {
							 *           "name": "Vaksinasi",
							 *           "price": 150000,
							 *           "durationMinutes": 30,
							 *           "bufferMinutes": 10
							 *         }
							 *       ]
							 *     }
							 */
							services?: {
								services?: {
									/** @description Kept free behind it; 0 when absent */
									bufferMinutes?: number;
									description?: string;
									durationMinutes?: number;
									name?: string;
									/** @description Rupiah */
									price?: number;
								}[];
							};
						};
						id: number;
						/** @description Other applications of the same applicant, the newest ten */
						others: {
							businessName: string | null;
							id: number;
							/** @enum {string} */
							status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @description Of the last decision */
						reason: string | null;
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @description The last time; null before the first */
						submittedAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminVendorApplicationsIdClaim: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description Also from another reviewer who has claimed it
					 * @default false
					 */
					takeOver?: boolean;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						applicant: {
							id: number;
							name: string;
						};
						/** @description Of the step `business`; null while it has none */
						businessName: string | null;
						/** @description The reviewer who looks at it */
						claimedBy: {
							id: number;
							name: string;
						} | null;
						/** @description The clinic that an approved one became */
						clinicId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						decidedAt: string | null;
						decidedBy: {
							id: number;
							name: string;
						} | null;
						/** @description The last one */
						decision: ("APPROVED" | "REJECTED" | "CHANGES_REQUESTED") | null;
						id: number;
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @description Of the last decision */
						reason: string | null;
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @description The last time; null before the first */
						submittedAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAdminVendorApplicationsIdClaim: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminVendorApplicationsIdDecision: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @enum {string} */
					decision: "APPROVED" | "REJECTED" | "CHANGES_REQUESTED";
					/** @description What the applicant is told. At least 10 characters, unless it is approved; then it may be absent */
					reason?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						applicant: {
							id: number;
							name: string;
						};
						/** @description Of the step `business`; null while it has none */
						businessName: string | null;
						/** @description The reviewer who looks at it */
						claimedBy: {
							id: number;
							name: string;
						} | null;
						/** @description The clinic that an approved one became */
						clinicId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						decidedAt: string | null;
						decidedBy: {
							id: number;
							name: string;
						} | null;
						/** @description The last one */
						decision: ("APPROVED" | "REJECTED" | "CHANGES_REQUESTED") | null;
						id: number;
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @description Of the last decision */
						reason: string | null;
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @description The last time; null before the first */
						submittedAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiAdminVendorApplicationsIdDocumentsDocumentIdVerification: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				documentId: number;
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description For the applicant; of a refused one at least 10 characters */
					remark?: string;
					/** @enum {string} */
					result: "VERIFIED" | "REFUSED";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						contentType: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						filename: string;
						id: number;
						/** @enum {string} */
						kind: "business_licence" | "identity" | "tax_number" | "other";
						sha256: string;
						/** @description Bytes */
						size: number;
						/** @description What a reviewer found; null before. A refused one must be sent anew */
						verification: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							remark: string | null;
							/** @enum {string} */
							result: "VERIFIED" | "REFUSED";
						} | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAdminVendorApplicationsIdNotes: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							author: {
								id: number;
								name: string;
							};
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							id: number;
							note: string;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAdminVendorApplicationsIdNotes: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					note: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						author: {
							id: number;
							name: string;
						};
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						id: number;
						note: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuditVerificationsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						finishedAt: string | null;
						/** @description Month in UTC; null from the beginning */
						from: string | null;
						/** Format: uuid */
						id: string;
						/** @description When it is completed */
						result: {
							anchors: {
								checked: number;
								latest: {
									at: string;
									hash: string;
									keyId: string;
									/** @example 2025-11 */
									month: string;
									seq: number;
									signature: string;
								} | null;
								/** @description Signed with a former key: compared, but the signature was not checked */
								otherKeys: number;
								/** @description Lines of the last seconds, which no anchor covers yet */
								unanchored: number;
							};
							/** @description Lines that were followed, up to the first break, those before the checkpoint included */
							checked: number;
							/** @description Lines that a worker followed before, and when; the others were followed now */
							checkpoint: {
								at: string;
								lines: number;
							} | null;
							firstBreak?: {
								detail: string;
								/**
								 * @description edited: a line is not what was written. reordered: a line stands where another one was. inserted: a line that has no place. missing: lines are gone from the middle or the beginning. truncated: lines are gone from the end. head_mismatch: the table of heads does not fit the lines. anchor_mismatch: lines and heads fit each other, but not what was anchored outside of the database. anchor_forged: an anchor bears a signature that is not ours.
								 * @enum {string}
								 */
								kind: "edited" | "reordered" | "inserted" | "missing" | "truncated" | "head_mismatch" | "anchor_mismatch" | "anchor_forged";
								lineId: number | null;
								month: string;
								seq: number;
							};
							from: string | null;
							/** @description The end of the last month, signed; null when there is a break */
							head: {
								at: string;
								hash: string;
								keyId: string;
								/** @example 2025-11 */
								month: string;
								seq: number;
								signature: string;
							} | null;
							/** @description The daily proof from the very beginning; null before the first one */
							lastFullVerification: {
								/** @description When it began */
								at: string;
								checked: number;
								firstBreak?: {
									detail: string;
									/**
									 * @description edited: a line is not what was written. reordered: a line stands where another one was. inserted: a line that has no place. missing: lines are gone from the middle or the beginning. truncated: lines are gone from the end. head_mismatch: the table of heads does not fit the lines. anchor_mismatch: lines and heads fit each other, but not what was anchored outside of the database. anchor_forged: an anchor bears a signature that is not ours.
									 * @enum {string}
									 */
									kind: "edited" | "reordered" | "inserted" | "missing" | "truncated" | "head_mismatch" | "anchor_mismatch" | "anchor_forged";
									lineId: number | null;
									month: string;
									seq: number;
								};
								valid: boolean;
							} | null;
							to: string | null;
							valid: boolean;
						} | null;
						/** @enum {string} */
						status: "queued" | "completed" | "failed";
						/** @description Month in UTC; null to the end */
						to: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuditVerify: {
		parameters: {
			query?: {
				from?: string;
				to?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						anchors: {
							checked: number;
							latest: {
								at: string;
								hash: string;
								keyId: string;
								/** @example 2025-11 */
								month: string;
								seq: number;
								signature: string;
							} | null;
							/** @description Signed with a former key: compared, but the signature was not checked */
							otherKeys: number;
							/** @description Lines of the last seconds, which no anchor covers yet */
							unanchored: number;
						};
						/** @description Lines that were followed, up to the first break, those before the checkpoint included */
						checked: number;
						/** @description Lines that a worker followed before, and when; the others were followed now */
						checkpoint: {
							at: string;
							lines: number;
						} | null;
						firstBreak?: {
							detail: string;
							/**
							 * @description edited: a line is not what was written. reordered: a line stands where another one was. inserted: a line that has no place. missing: lines are gone from the middle or the beginning. truncated: lines are gone from the end. head_mismatch: the table of heads does not fit the lines. anchor_mismatch: lines and heads fit each other, but not what was anchored outside of the database. anchor_forged: an anchor bears a signature that is not ours.
							 * @enum {string}
							 */
							kind: "edited" | "reordered" | "inserted" | "missing" | "truncated" | "head_mismatch" | "anchor_mismatch" | "anchor_forged";
							lineId: number | null;
							month: string;
							seq: number;
						};
						from: string | null;
						/** @description The end of the last month, signed; null when there is a break */
						head: {
							at: string;
							hash: string;
							keyId: string;
							/** @example 2025-11 */
							month: string;
							seq: number;
							signature: string;
						} | null;
						/** @description The daily proof from the very beginning; null before the first one */
						lastFullVerification: {
							/** @description When it began */
							at: string;
							checked: number;
							firstBreak?: {
								detail: string;
								/**
								 * @description edited: a line is not what was written. reordered: a line stands where another one was. inserted: a line that has no place. missing: lines are gone from the middle or the beginning. truncated: lines are gone from the end. head_mismatch: the table of heads does not fit the lines. anchor_mismatch: lines and heads fit each other, but not what was anchored outside of the database. anchor_forged: an anchor bears a signature that is not ours.
								 * @enum {string}
								 */
								kind: "edited" | "reordered" | "inserted" | "missing" | "truncated" | "head_mismatch" | "anchor_mismatch" | "anchor_forged";
								lineId: number | null;
								month: string;
								seq: number;
							};
							valid: boolean;
						} | null;
						to: string | null;
						valid: boolean;
					};
				};
			};
			/** @description A worker makes the proof; ask at Location what came of it */
			202: {
				headers: {
					/** @description Where to ask */
					Location?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						finishedAt: string | null;
						/** @description Month in UTC; null from the beginning */
						from: string | null;
						/** Format: uuid */
						id: string;
						/** @description When it is completed */
						result: {
							anchors: {
								checked: number;
								latest: {
									at: string;
									hash: string;
									keyId: string;
									/** @example 2025-11 */
									month: string;
									seq: number;
									signature: string;
								} | null;
								/** @description Signed with a former key: compared, but the signature was not checked */
								otherKeys: number;
								/** @description Lines of the last seconds, which no anchor covers yet */
								unanchored: number;
							};
							/** @description Lines that were followed, up to the first break, those before the checkpoint included */
							checked: number;
							/** @description Lines that a worker followed before, and when; the others were followed now */
							checkpoint: {
								at: string;
								lines: number;
							} | null;
							firstBreak?: {
								detail: string;
								/**
								 * @description edited: a line is not what was written. reordered: a line stands where another one was. inserted: a line that has no place. missing: lines are gone from the middle or the beginning. truncated: lines are gone from the end. head_mismatch: the table of heads does not fit the lines. anchor_mismatch: lines and heads fit each other, but not what was anchored outside of the database. anchor_forged: an anchor bears a signature that is not ours.
								 * @enum {string}
								 */
								kind: "edited" | "reordered" | "inserted" | "missing" | "truncated" | "head_mismatch" | "anchor_mismatch" | "anchor_forged";
								lineId: number | null;
								month: string;
								seq: number;
							};
							from: string | null;
							/** @description The end of the last month, signed; null when there is a break */
							head: {
								at: string;
								hash: string;
								keyId: string;
								/** @example 2025-11 */
								month: string;
								seq: number;
								signature: string;
							} | null;
							/** @description The daily proof from the very beginning; null before the first one */
							lastFullVerification: {
								/** @description When it began */
								at: string;
								checked: number;
								firstBreak?: {
									detail: string;
									/**
									 * @description edited: a line is not what was written. reordered: a line stands where another one was. inserted: a line that has no place. missing: lines are gone from the middle or the beginning. truncated: lines are gone from the end. head_mismatch: the table of heads does not fit the lines. anchor_mismatch: lines and heads fit each other, but not what was anchored outside of the database. anchor_forged: an anchor bears a signature that is not ours.
									 * @enum {string}
									 */
									kind: "edited" | "reordered" | "inserted" | "missing" | "truncated" | "head_mismatch" | "anchor_mismatch" | "anchor_forged";
									lineId: number | null;
									month: string;
									seq: number;
								};
								valid: boolean;
							} | null;
							to: string | null;
							valid: boolean;
						} | null;
						/** @enum {string} */
						status: "queued" | "completed" | "failed";
						/** @description Month in UTC; null to the end */
						to: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthEmail: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** Format: email */
					email: string;
				};
			};
		};
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @constant */
						accepted: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthEmailUndo: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						email: string;
						/** @constant */
						undone: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuthIdentities: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							email: string | null;
							lastUsedAt: string | null;
							linkedAt: string;
							name: string;
							/** @enum {string} */
							provider: "google" | "facebook" | "apple";
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAuthIdentitiesProvider: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				provider: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthLogin: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					email?: string;
					identifier?: string;
					nik?: string;
					/** Format: password */
					password: string;
					username?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						accessToken: string;
						user: {
							createdAt: string;
							departmentId: number | null;
							email: string | null;
							id: number;
							isActive: boolean;
							jabatanId: number | null;
							karyawanId: number | null;
							/** @enum {string} */
							language: "id" | "en";
							mustChangePassword: boolean;
							namaLengkap: string;
							nik: string | null;
							phone: string | null;
							role: string;
							roleLabel: string;
							roles: string[];
							scopedRoles: {
								clinicId: number | null;
								departmentId: number | null;
								outletId: number | null;
								role: string;
							}[];
							servedDepartmentIds: number[];
							timeZone: string | null;
							updatedAt: string;
							username: string | null;
							version: number;
						};
					} | {
						methods: ("passkey" | "totp" | "sms" | "backup")[];
						/** @constant */
						mfaRequired: true;
						mfaToken: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthLogout: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @constant */
						loggedOut: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuthMe: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						permissions: string[];
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						sid: string | null;
						sub: string;
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiAuthMe: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @enum {string} */
					language?: "id" | "en";
					timeZone?: string | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						permissions: string[];
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						sid: string | null;
						sub: string;
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuthMfa: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						backupCodesLeft: number;
						methods: {
							/** @enum {string} */
							method: "totp" | "sms" | "backup";
							phone: string | null;
							since: string;
						}[];
						passkeys: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAuthMfaMethod: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				method: "totp" | "sms" | "backup";
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthMfaBackupCodes: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						codes: string[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthMfaSmsConfirm: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					code: string;
				};
			};
		};
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthMfaSmsEnroll: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @example +628123456789 */
					phone: string;
				};
			};
		};
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						sentTo: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthMfaSmsSend: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					mfaToken: string;
				};
			};
		};
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						sentTo: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthMfaTotpConfirm: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					code: string;
				};
			};
		};
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthMfaTotpEnroll: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						otpauthUrl: string;
						qr: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthMfaVerify: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					code: string;
					/** @enum {string} */
					method: "totp" | "sms" | "backup";
					mfaToken: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						accessToken: string;
						user: {
							createdAt: string;
							departmentId: number | null;
							email: string | null;
							id: number;
							isActive: boolean;
							jabatanId: number | null;
							karyawanId: number | null;
							/** @enum {string} */
							language: "id" | "en";
							mustChangePassword: boolean;
							namaLengkap: string;
							nik: string | null;
							phone: string | null;
							role: string;
							roleLabel: string;
							roles: string[];
							scopedRoles: {
								clinicId: number | null;
								departmentId: number | null;
								outletId: number | null;
								role: string;
							}[];
							servedDepartmentIds: number[];
							timeZone: string | null;
							updatedAt: string;
							username: string | null;
							version: number;
						};
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuthOauth: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							name: string;
							/** @enum {string} */
							provider: "google" | "facebook" | "apple";
							startUrl: string;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuthOauthProviderCallback: {
		parameters: {
			query?: {
				code?: string;
				error?: string;
				iss?: string;
				state?: string;
				user?: string;
			};
			header?: never;
			path: {
				provider: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": ({
						accessToken: string;
						user: {
							createdAt: string;
							departmentId: number | null;
							email: string | null;
							id: number;
							isActive: boolean;
							jabatanId: number | null;
							karyawanId: number | null;
							/** @enum {string} */
							language: "id" | "en";
							mustChangePassword: boolean;
							namaLengkap: string;
							nik: string | null;
							phone: string | null;
							role: string;
							roleLabel: string;
							roles: string[];
							scopedRoles: {
								clinicId: number | null;
								departmentId: number | null;
								outletId: number | null;
								role: string;
							}[];
							servedDepartmentIds: number[];
							timeZone: string | null;
							updatedAt: string;
							username: string | null;
							version: number;
						};
					} | {
						methods: ("passkey" | "totp" | "sms" | "backup")[];
						/** @constant */
						mfaRequired: true;
						mfaToken: string;
					}) | {
						/** @enum {string} */
						linked: "google" | "facebook" | "apple";
					} | {
						provenUntil: string;
					};
					"text/html": string;
				};
			};
			/** @description To the page that was wanted; to that of the login, with `?problem=…` when it was refused, or with `#mfaToken=…` when a second factor is to be shown */
			303: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthOauthProviderCallback: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				provider: string;
			};
			cookie?: never;
		};
		/** @description A form of at most 8192 bytes. */
		requestBody: {
			content: {
				"application/x-www-form-urlencoded": {
					code?: string;
					error?: string;
					iss?: string;
					state?: string;
					user?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": ({
						accessToken: string;
						user: {
							createdAt: string;
							departmentId: number | null;
							email: string | null;
							id: number;
							isActive: boolean;
							jabatanId: number | null;
							karyawanId: number | null;
							/** @enum {string} */
							language: "id" | "en";
							mustChangePassword: boolean;
							namaLengkap: string;
							nik: string | null;
							phone: string | null;
							role: string;
							roleLabel: string;
							roles: string[];
							scopedRoles: {
								clinicId: number | null;
								departmentId: number | null;
								outletId: number | null;
								role: string;
							}[];
							servedDepartmentIds: number[];
							timeZone: string | null;
							updatedAt: string;
							username: string | null;
							version: number;
						};
					} | {
						methods: ("passkey" | "totp" | "sms" | "backup")[];
						/** @constant */
						mfaRequired: true;
						mfaToken: string;
					}) | {
						/** @enum {string} */
						linked: "google" | "facebook" | "apple";
					} | {
						provenUntil: string;
					};
					"text/html": string;
				};
			};
			/** @description To the page that was wanted; to that of the login, with `?problem=…` when it was refused, or with `#mfaToken=…` when a second factor is to be shown */
			303: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuthOauthProviderStart: {
		parameters: {
			query?: {
				prove?: "true" | "false";
				returnTo?: string;
			};
			header?: {
				/** @description The access token of the session that links the provider */
				Authorization?: string;
			};
			path: {
				provider: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						url: string;
					};
					"text/html": string;
				};
			};
			/** @description To the provider */
			302: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuthPasskeys: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							createdAt: string;
							/** Format: uuid */
							id: string;
							lastUsedAt: string | null;
							name: string;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAuthPasskeysId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthPasskeysLogin: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					credential: {
						authenticatorAttachment?: string | null;
						clientExtensionResults: {
							[key: string]: unknown;
						};
						/** @example c29tZSBieXRlcw */
						id: string;
						/** @example c29tZSBieXRlcw */
						rawId: string;
						response: {
							/** @example c29tZSBieXRlcw */
							authenticatorData: string;
							/** @example c29tZSBieXRlcw */
							clientDataJSON: string;
							/** @example c29tZSBieXRlcw */
							signature: string;
							userHandle?: string | null;
						};
						/** @constant */
						type: "public-key";
					};
					mfaToken?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						accessToken: string;
						user: {
							createdAt: string;
							departmentId: number | null;
							email: string | null;
							id: number;
							isActive: boolean;
							jabatanId: number | null;
							karyawanId: number | null;
							/** @enum {string} */
							language: "id" | "en";
							mustChangePassword: boolean;
							namaLengkap: string;
							nik: string | null;
							phone: string | null;
							role: string;
							roleLabel: string;
							roles: string[];
							scopedRoles: {
								clinicId: number | null;
								departmentId: number | null;
								outletId: number | null;
								role: string;
							}[];
							servedDepartmentIds: number[];
							timeZone: string | null;
							updatedAt: string;
							username: string | null;
							version: number;
						};
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthPasskeysLoginOptions: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						challenge: string;
					} & {
						[key: string]: unknown;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthPasskeysRegister: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					credential: {
						authenticatorAttachment?: string | null;
						clientExtensionResults: {
							[key: string]: unknown;
						};
						/** @example c29tZSBieXRlcw */
						id: string;
						/** @example c29tZSBieXRlcw */
						rawId: string;
						response: {
							/** @example c29tZSBieXRlcw */
							attestationObject: string;
							/** @example c29tZSBieXRlcw */
							clientDataJSON: string;
							transports?: string[];
						};
						/** @constant */
						type: "public-key";
					};
					name: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** Format: uuid */
						id: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthPasskeysRegisterOptions: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						challenge: string;
					} & {
						[key: string]: unknown;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthPasswordChange: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** Format: password */
					currentPassword: string;
					/** Format: password */
					newPassword: string;
				};
			};
		};
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthPasswordForgot: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					identifier: string;
				};
			};
		};
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @constant */
						accepted: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthPasswordReset: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** Format: password */
					newPassword: string;
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	putApiAuthPhone: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					phone: string | null;
				};
			};
		};
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						sentTo: string;
					};
				};
			};
			/** @description There is no number any more; `phone` was null */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthPhoneConfirm: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					code: string;
				};
			};
		};
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthProve: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					code?: string;
					credential?: {
						authenticatorAttachment?: string | null;
						clientExtensionResults: {
							[key: string]: unknown;
						};
						/** @example c29tZSBieXRlcw */
						id: string;
						/** @example c29tZSBieXRlcw */
						rawId: string;
						response: {
							/** @example c29tZSBieXRlcw */
							authenticatorData: string;
							/** @example c29tZSBieXRlcw */
							clientDataJSON: string;
							/** @example c29tZSBieXRlcw */
							signature: string;
							userHandle?: string | null;
						};
						/** @constant */
						type: "public-key";
					};
					/** @enum {string} */
					method?: "totp" | "sms" | "backup";
					/** Format: password */
					password?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						provenUntil: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthProvePasskeyOptions: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						challenge: string;
					} & {
						[key: string]: unknown;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthProveSms: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						sentTo: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAuthRecovery: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthRecoveryCancel: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @constant */
						cancelled: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthRecoveryComplete: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description A code on paper; with it the factors are removed at once */
					backupCode?: string;
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description The end of the cool-down, once it is approved */
						completableAt: string | null;
						/** @enum {string} */
						status: "waiting" | "approved" | "completed";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthRecoveryStart: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					identifier: string;
				};
			};
		};
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @constant */
						accepted: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthRefresh: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						accessToken: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthRegister: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** Format: email */
					email: string;
					namaLengkap: string;
					/** Format: password */
					password: string;
					/** @example +628123456789 */
					phone?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						user: {
							email: string;
							namaLengkap: string;
						};
						/** @constant */
						verificationSent: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuthSessions: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							createdAt: string;
							current: boolean;
							device: string | null;
							expiresAt: string;
							/** Format: uuid */
							id: string;
							ipPrefix: string | null;
							lastSeenAt: string;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAuthSessions: {
		parameters: {
			query?: {
				keepCurrent?: "true" | "false";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAuthSessionsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiAuthTokens: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							abilities: string[];
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							expiresAt: string;
							/** Format: uuid */
							id: string;
							/** @enum {string} */
							kind: "personal" | "device";
							/** @description To the minute */
							lastUsedAt: string | null;
							name: string;
							revokedAt: string | null;
							/** @description The machine */
							subject: {
								id: number;
								kind: string;
							} | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthTokens: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Permissions of yours: what it may do */
					abilities: string[];
					/**
					 * @description At most 366 days from now; 90 days when absent
					 * @default null
					 */
					expiresAt?: string | null;
					/** @description What it is for, by which you know it again */
					name: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						abilities: string[];
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						expiresAt: string;
						/** Format: uuid */
						id: string;
						/** @enum {string} */
						kind: "personal" | "device";
						/** @description To the minute */
						lastUsedAt: string | null;
						name: string;
						revokedAt: string | null;
						/** @description The machine */
						subject: {
							id: number;
							kind: string;
						} | null;
						/** @description Shown this once */
						token: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiAuthTokensId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthVerify: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						email: string;
						/** @constant */
						verified: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiAuthVerifyResend: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** Format: email */
					email: string;
				};
			};
		};
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @constant */
						accepted: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiBookings: {
		parameters: {
			query?: {
				after?: string;
				attention?: string;
				clinicId?: number;
				from?: string;
				limit?: number;
				mine?: string;
				order?: "asc" | "desc";
				page?: number;
				petId?: number;
				staffId?: number;
				status?: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
				to?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description For the clinic: `outside_availability`, the hours have changed since; `time_zone_changed`, the clinic has, and its clocks show another time; `time_zone_rules`, the zone has other rules and the time that was promised is taken */
							attention: ("outside_availability" | "time_zone_changed" | "time_zone_rules") | null;
							cancelledBy: ("customer" | "clinic" | "system") | null;
							cancelReason: string | null;
							clinicId: number;
							clinicName: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							/** @description null when a guest booked, or the account was deleted */
							customerId: number | null;
							/** @description Of a guest: as they gave it */
							customerName: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							endsAt: string;
							/** @description Until when its time is kept without a confirmation */
							holdExpiresAt: string | null;
							id: number;
							/**
							 * @description On the clocks of the clinic: what was promised
							 * @example 2027-01-15T09:00
							 */
							localStart: string;
							petId: number | null;
							petName: string | null;
							/** @description Rupiah, as it was when it was booked */
							price: number;
							serviceId: number;
							serviceName: string;
							staffId: number;
							staffName: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							startsAt: string;
							/** @enum {string} */
							status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
							/** @example Asia/Jakarta */
							timeZone: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							/**
							 * @description Of those clocks at the beginning: it tells hours of the same name apart
							 * @example 420
							 */
							utcOffsetMinutes: number;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiBookings: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					clinicId: number;
					/**
					 * @description Only keeps the time for some minutes; `PATCH …/status` with `confirmed` books it
					 * @default false
					 */
					hold?: boolean;
					/** @description One of your own */
					petId: number;
					serviceId: number;
					/** @description Who is to do it; without it somebody who is free is found */
					staffId?: number;
					/**
					 * Format: date-time
					 * @description As the slots of the clinic have it
					 */
					startsAt: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description For the clinic: `outside_availability`, the hours have changed since; `time_zone_changed`, the clinic has, and its clocks show another time; `time_zone_rules`, the zone has other rules and the time that was promised is taken */
						attention: ("outside_availability" | "time_zone_changed" | "time_zone_rules") | null;
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description null when a guest booked, or the account was deleted */
						customerId: number | null;
						/** @description Of a guest: as they gave it */
						customerName: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						id: number;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						petId: number | null;
						petName: string | null;
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiBookingsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description For the clinic: `outside_availability`, the hours have changed since; `time_zone_changed`, the clinic has, and its clocks show another time; `time_zone_rules`, the zone has other rules and the time that was promised is taken */
						attention: ("outside_availability" | "time_zone_changed" | "time_zone_rules") | null;
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description null when a guest booked, or the account was deleted */
						customerId: number | null;
						/** @description Of a guest: as they gave it */
						customerName: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						id: number;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						petId: number | null;
						petName: string | null;
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiBookingsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					staffId?: number;
					/** Format: date-time */
					startsAt?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description For the clinic: `outside_availability`, the hours have changed since; `time_zone_changed`, the clinic has, and its clocks show another time; `time_zone_rules`, the zone has other rules and the time that was promised is taken */
						attention: ("outside_availability" | "time_zone_changed" | "time_zone_rules") | null;
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description null when a guest booked, or the account was deleted */
						customerId: number | null;
						/** @description Of a guest: as they gave it */
						customerName: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						id: number;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						petId: number | null;
						petName: string | null;
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiBookingsIdCancel: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description The other side is told. The clinic has to give one, a customer may
					 * @default null
					 */
					reason?: string | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description For the clinic: `outside_availability`, the hours have changed since; `time_zone_changed`, the clinic has, and its clocks show another time; `time_zone_rules`, the zone has other rules and the time that was promised is taken */
						attention: ("outside_availability" | "time_zone_changed" | "time_zone_rules") | null;
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description null when a guest booked, or the account was deleted */
						customerId: number | null;
						/** @description Of a guest: as they gave it */
						customerName: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						id: number;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						petId: number | null;
						petName: string | null;
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiBookingsIdReminders: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						bookingId: number;
						channels: ("email" | "sms" | "inApp")[];
						/** @description Whose choice counts */
						chosenBy: {
							/** @enum {string} */
							channels: "booking" | "customer" | "clinic" | "default";
							/** @enum {string} */
							offsetsMinutes: "booking" | "customer" | "clinic" | "default";
						};
						offsetsMinutes: number[];
						/** @description Those of the present time first; then those of times before it was moved */
						reminders: {
							/** @description Of the booking when it got the time that this is about */
							bookingVersion: number;
							/** @enum {string} */
							channel: "email" | "sms" | "inApp";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							dueAt: string;
							/**
							 * @description On the clocks of who is reminded, with their offset
							 * @example 2027-01-14T09:00:00+07:00
							 */
							localDueAt: string;
							offsetMinutes: number;
							/** @description Why it was skipped or failed. `past`: its time had passed when the booking was made or moved; `moved`, `cancelled`, `ended`: the booking was, before its time came; `clinic_inactive`: the clinic was deactivated; `not_chosen`: somebody chose otherwise; `declined`: the customer does not want reminders by this channel at all; `unreachable`: no address or number; `overtaken`: a later one came at the same time; `too_late`: less than five minutes were left; `address_refused`: a server refused the address not long ago; `refused`: it was refused */
							reason: string | null;
							sentAt: string | null;
							/** @enum {string} */
							state: "planned" | "sent" | "skipped" | "failed";
						}[];
						/**
						 * @description Of who is reminded; the clinic’s, when they chose none
						 * @example Asia/Jakarta
						 */
						timeZone: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiBookingsIdReminders: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Null: as it is by default. Absent: it stays as it was */
					channels?: ("email" | "sms" | "inApp")[] | null;
					/** @description Null: as it is by default. Absent: it stays as it was */
					offsetsMinutes?: number[] | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						bookingId: number;
						channels: ("email" | "sms" | "inApp")[];
						/** @description Whose choice counts */
						chosenBy: {
							/** @enum {string} */
							channels: "booking" | "customer" | "clinic" | "default";
							/** @enum {string} */
							offsetsMinutes: "booking" | "customer" | "clinic" | "default";
						};
						offsetsMinutes: number[];
						/** @description Those of the present time first; then those of times before it was moved */
						reminders: {
							/** @description Of the booking when it got the time that this is about */
							bookingVersion: number;
							/** @enum {string} */
							channel: "email" | "sms" | "inApp";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							dueAt: string;
							/**
							 * @description On the clocks of who is reminded, with their offset
							 * @example 2027-01-14T09:00:00+07:00
							 */
							localDueAt: string;
							offsetMinutes: number;
							/** @description Why it was skipped or failed. `past`: its time had passed when the booking was made or moved; `moved`, `cancelled`, `ended`: the booking was, before its time came; `clinic_inactive`: the clinic was deactivated; `not_chosen`: somebody chose otherwise; `declined`: the customer does not want reminders by this channel at all; `unreachable`: no address or number; `overtaken`: a later one came at the same time; `too_late`: less than five minutes were left; `address_refused`: a server refused the address not long ago; `refused`: it was refused */
							reason: string | null;
							sentAt: string | null;
							/** @enum {string} */
							state: "planned" | "sent" | "skipped" | "failed";
						}[];
						/**
						 * @description Of who is reminded; the clinic’s, when they chose none
						 * @example Asia/Jakarta
						 */
						timeZone: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiBookingsIdStatus: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @enum {string} */
					status: "confirmed" | "checked_in" | "completed" | "no_show";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description For the clinic: `outside_availability`, the hours have changed since; `time_zone_changed`, the clinic has, and its clocks show another time; `time_zone_rules`, the zone has other rules and the time that was promised is taken */
						attention: ("outside_availability" | "time_zone_changed" | "time_zone_rules") | null;
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description null when a guest booked, or the account was deleted */
						customerId: number | null;
						/** @description Of a guest: as they gave it */
						customerName: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						id: number;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						petId: number | null;
						petName: string | null;
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiClientErrors: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Of the answer that it came from */
					correlationId?: string;
					/** @example TypeError: order is undefined */
					message: string;
					/** @example /app/orders */
					path: string;
					stack?: string;
					/**
					 * @description Of the build that failed
					 * @example 4f1c2a9
					 */
					version: string;
				};
			};
		};
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicInvitations: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
				status?: "invited" | "accepted" | "declined" | "withdrawn" | "expired";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							city: string;
							clinicId: number;
							clinicName: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							/**
							 * Format: date-time
							 * @description 14 days later
							 * @example 2025-10-01T07:30:00.000Z
							 */
							expiresAt: string;
							id: number;
							/** @enum {string} */
							role: "manager" | "staff";
							/** @enum {string} */
							status: "invited" | "accepted" | "declined" | "withdrawn" | "expired";
							/** @description As what the clinic would show you */
							title: string | null;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiClinicInvitationsIdAccept: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						city: string;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * Format: date-time
						 * @description 14 days later
						 * @example 2025-10-01T07:30:00.000Z
						 */
						expiresAt: string;
						id: number;
						/** @enum {string} */
						role: "manager" | "staff";
						/** @enum {string} */
						status: "invited" | "accepted" | "declined" | "withdrawn" | "expired";
						/** @description As what the clinic would show you */
						title: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiClinicInvitationsIdDecline: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						city: string;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * Format: date-time
						 * @description 14 days later
						 * @example 2025-10-01T07:30:00.000Z
						 */
						expiresAt: string;
						id: number;
						/** @enum {string} */
						role: "manager" | "staff";
						/** @enum {string} */
						status: "invited" | "accepted" | "declined" | "withdrawn" | "expired";
						/** @description As what the clinic would show you */
						title: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinics: {
		parameters: {
			query?: {
				isActive?: string;
				limit?: number;
				mine?: string;
				near?: string;
				page?: number;
				q?: string;
				radiusKm?: number;
				service?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							address: {
								city: string;
								country: string;
								district: string | null;
								postalCode: string | null;
								province: string | null;
								street: string;
							};
							/** @description Whether a booking is confirmed at once; else it waits for the clinic */
							autoConfirmBookings: boolean;
							/** @description How many days ahead bookings are taken */
							bookingHorizonDays: number;
							/** @description How long before its beginning a customer may still move or cancel a booking */
							cancellationNoticeHours: number;
							/** @description How long a booking waits for the clinic before its time is free again */
							confirmWithinHours: number;
							description: string | null;
							/** @description From the place in `near`, along the surface of the Earth; null without it */
							distanceKm: number | null;
							email: string | null;
							id: number;
							isActive: boolean;
							location: {
								lat: number;
								lng: number;
							};
							/** @description How long before its beginning a booking is taken */
							minimumNoticeMinutes: number;
							name: string;
							phone: string | null;
							/** @description Whether a time can be asked for without an account; what was held, booked or waits before stays */
							takesGuestBookings: boolean;
							timezone: string;
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiClinics: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					address: {
						/** @example Jakarta Selatan */
						city: string;
						/**
						 * @description ISO 3166-1, two letters
						 * @default ID
						 */
						country?: string;
						/**
						 * @description Kecamatan
						 * @default null
						 */
						district?: string | null;
						/** @default null */
						postalCode?: string | null;
						/** @default null */
						province?: string | null;
						/** @example Jl. Kemang Raya 12 */
						street: string;
					};
					/**
					 * @description Whether a booking is confirmed at once; else it waits for the clinic
					 * @default true
					 */
					autoConfirmBookings?: boolean;
					/**
					 * @description How many days ahead bookings are taken
					 * @default 365
					 */
					bookingHorizonDays?: number;
					/**
					 * @description How long before its beginning a customer may still move or cancel a booking
					 * @default 0
					 */
					cancellationNoticeHours?: number;
					/**
					 * @description How long a booking waits for the clinic before its time is free again
					 * @default 24
					 */
					confirmWithinHours?: number;
					/** @default null */
					description?: string | null;
					/** @default null */
					email?: string | null;
					location: {
						/** @example -6.2607 */
						lat: number;
						/** @example 106.8135 */
						lng: number;
					};
					/**
					 * @description How long before its beginning a booking is taken
					 * @default 0
					 */
					minimumNoticeMinutes?: number;
					/** @example Klinik Hewan Sahabat */
					name: string;
					/** @default null */
					phone?: string | null;
					/**
					 * @description Whether a time can be asked for without an account; what was held, booked or waits before stays
					 * @default true
					 */
					takesGuestBookings?: boolean;
					/** @example Asia/Jakarta */
					timezone: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: {
							city: string;
							country: string;
							district: string | null;
							postalCode: string | null;
							province: string | null;
							street: string;
						};
						/** @description Whether a booking is confirmed at once; else it waits for the clinic */
						autoConfirmBookings: boolean;
						/** @description How many days ahead bookings are taken */
						bookingHorizonDays: number;
						/** @description How long before its beginning a customer may still move or cancel a booking */
						cancellationNoticeHours: number;
						/** @description How long a booking waits for the clinic before its time is free again */
						confirmWithinHours: number;
						description: string | null;
						email: string | null;
						id: number;
						isActive: boolean;
						location: {
							lat: number;
							lng: number;
						};
						/** @description How long before its beginning a booking is taken */
						minimumNoticeMinutes: number;
						name: string;
						phone: string | null;
						/** @description Whether a time can be asked for without an account; what was held, booked or waits before stays */
						takesGuestBookings: boolean;
						timezone: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: {
							city: string;
							country: string;
							district: string | null;
							postalCode: string | null;
							province: string | null;
							street: string;
						};
						/** @description Whether a booking is confirmed at once; else it waits for the clinic */
						autoConfirmBookings: boolean;
						/** @description How many days ahead bookings are taken */
						bookingHorizonDays: number;
						/** @description How long before its beginning a customer may still move or cancel a booking */
						cancellationNoticeHours: number;
						/** @description How long a booking waits for the clinic before its time is free again */
						confirmWithinHours: number;
						description: string | null;
						email: string | null;
						id: number;
						isActive: boolean;
						location: {
							lat: number;
							lng: number;
						};
						/** @description How long before its beginning a booking is taken */
						minimumNoticeMinutes: number;
						name: string;
						phone: string | null;
						/** @description Whether a time can be asked for without an account; what was held, booked or waits before stays */
						takesGuestBookings: boolean;
						timezone: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiClinicsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiClinicsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description What is not named stays */
					address?: {
						city?: string;
						country?: string;
						district?: string | null;
						postalCode?: string | null;
						province?: string | null;
						street?: string;
					};
					/** @description Whether a booking is confirmed at once; else it waits for the clinic */
					autoConfirmBookings?: boolean;
					/** @description How many days ahead bookings are taken */
					bookingHorizonDays?: number;
					/** @description How long before its beginning a customer may still move or cancel a booking */
					cancellationNoticeHours?: number;
					/** @description How long a booking waits for the clinic before its time is free again */
					confirmWithinHours?: number;
					description?: string | null;
					email?: string | null;
					/**
					 * @description Opens a clinic again that was deactivated; for administrators
					 * @constant
					 */
					isActive?: true;
					location?: {
						/** @example -6.2607 */
						lat: number;
						/** @example 106.8135 */
						lng: number;
					};
					/** @description How long before its beginning a booking is taken */
					minimumNoticeMinutes?: number;
					name?: string;
					phone?: string | null;
					/** @description Whether a time can be asked for without an account; what was held, booked or waits before stays */
					takesGuestBookings?: boolean;
					/** @example Asia/Jakarta */
					timezone?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: {
							city: string;
							country: string;
							district: string | null;
							postalCode: string | null;
							province: string | null;
							street: string;
						};
						/** @description Whether a booking is confirmed at once; else it waits for the clinic */
						autoConfirmBookings: boolean;
						/** @description How many days ahead bookings are taken */
						bookingHorizonDays: number;
						/** @description How long before its beginning a customer may still move or cancel a booking */
						cancellationNoticeHours: number;
						/** @description How long a booking waits for the clinic before its time is free again */
						confirmWithinHours: number;
						description: string | null;
						email: string | null;
						id: number;
						isActive: boolean;
						location: {
							lat: number;
							lng: number;
						};
						/** @description How long before its beginning a booking is taken */
						minimumNoticeMinutes: number;
						name: string;
						phone: string | null;
						/** @description Whether a time can be asked for without an account; what was held, booked or waits before stays */
						takesGuestBookings: boolean;
						timezone: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdAvailabilityRules: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
				staffId?: "none" | number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							clinicId: number;
							effectiveFrom: string;
							effectiveTo: string | null;
							endTime: string;
							id: number;
							rrule: string | null;
							staffId: number | null;
							startTime: string;
							version: number;
							weekdays: number[] | null;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiClinicsIdAvailabilityRules: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * Format: date
					 * @description Today on the clinic’s calendar when absent
					 * @example 2025-10-01
					 */
					effectiveFrom?: string;
					/**
					 * @description The last day; null: without an end
					 * @default null
					 */
					effectiveTo?: string | null;
					/**
					 * @description At or before `startTime`: on the next day
					 * @example 16:00
					 */
					endTime: string;
					/** @description RFC 5545, daily to yearly, begun on `effectiveFrom` at `startTime`; in place of `weekdays` */
					rrule?: string;
					/**
					 * @description Whose; null: the clinic as a whole
					 * @default null
					 */
					staffId?: number | null;
					/**
					 * @description On the clinic’s clocks
					 * @example 08:00
					 */
					startTime: string;
					/**
					 * @description Monday is 1
					 * @example [
					 *       1,
					 *       2,
					 *       3,
					 *       4,
					 *       5
					 *     ]
					 */
					weekdays?: number[];
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						effectiveFrom: string;
						effectiveTo: string | null;
						endTime: string;
						id: number;
						rrule: string | null;
						staffId: number | null;
						startTime: string;
						version: number;
						weekdays: number[] | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdAvailabilityRulesRuleId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
				ruleId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						effectiveFrom: string;
						effectiveTo: string | null;
						endTime: string;
						id: number;
						rrule: string | null;
						staffId: number | null;
						startTime: string;
						version: number;
						weekdays: number[] | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiClinicsIdAvailabilityRulesRuleId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
				ruleId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiClinicsIdAvailabilityRulesRuleId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
				ruleId: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * Format: date
					 * @example 2025-10-01
					 */
					effectiveFrom?: string;
					effectiveTo?: string | null;
					/**
					 * @description At or before `startTime`: on the next day
					 * @example 16:00
					 */
					endTime?: string;
					/** @description RFC 5545, daily to yearly, begun on `effectiveFrom` at `startTime`; in place of `weekdays` */
					rrule?: string;
					/**
					 * @description On the clinic’s clocks
					 * @example 08:00
					 */
					startTime?: string;
					/**
					 * @description In place of an `rrule`
					 * @example [
					 *       1,
					 *       2,
					 *       3,
					 *       4,
					 *       5
					 *     ]
					 */
					weekdays?: number[];
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						effectiveFrom: string;
						effectiveTo: string | null;
						endTime: string;
						id: number;
						rrule: string | null;
						staffId: number | null;
						startTime: string;
						version: number;
						weekdays: number[] | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdBlocks: {
		parameters: {
			query?: {
				from?: string;
				limit?: number;
				page?: number;
				staffId?: "none" | number;
				to?: string;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							clinicId: number;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							endsAt: string;
							id: number;
							reason: string | null;
							staffId: number | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							startsAt: string;
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiClinicsIdBlocks: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** Format: date-time */
					endsAt: string;
					/**
					 * @description For who works there
					 * @default null
					 * @example Cuti
					 */
					reason?: string | null;
					/**
					 * @description Who is away: from every clinic where they work when it is you, else from this one; null: nobody is booked at it
					 * @default null
					 */
					staffId?: number | null;
					/** Format: date-time */
					startsAt: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						id: number;
						reason: string | null;
						staffId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdBlocksBlockId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				blockId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						id: number;
						reason: string | null;
						staffId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiClinicsIdBlocksBlockId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				blockId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiClinicsIdBlocksBlockId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				blockId: number;
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** Format: date-time */
					endsAt?: string;
					/**
					 * @description For who works there
					 * @example Cuti
					 */
					reason?: string | null;
					/** Format: date-time */
					startsAt?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						id: number;
						reason: string | null;
						staffId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiClinicsIdBookings: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description One that was booked here before; its owner is told */
					petId?: number;
					serviceId: number;
					/** @description Who is to do it; without it somebody who is free is found */
					staffId?: number;
					/**
					 * Format: date-time
					 * @description As the slots of the clinic have it
					 */
					startsAt: string;
					/** @description Who comes without an account, and with which pet; nobody is told by mail */
					visitor?: {
						/** @example Bayu */
						name: string;
						pet: {
							/** @example Bolu */
							name: string;
							/** @example kelinci */
							species: string;
						};
					};
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description For the clinic: `outside_availability`, the hours have changed since; `time_zone_changed`, the clinic has, and its clocks show another time; `time_zone_rules`, the zone has other rules and the time that was promised is taken */
						attention: ("outside_availability" | "time_zone_changed" | "time_zone_rules") | null;
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description null when a guest booked, or the account was deleted */
						customerId: number | null;
						/** @description Of a guest: as they gave it */
						customerName: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						id: number;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						petId: number | null;
						petName: string | null;
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdCalendar: {
		parameters: {
			query?: {
				from?: string;
				staffId?: number;
				to?: string;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						blocks: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							endsAt: string;
							id: number;
							reason: string | null;
							/** @description null: the clinic as a whole */
							staffId: number | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							startsAt: string;
							version: number;
						}[];
						bookings: {
							/** @description For the clinic: `outside_availability`, the hours have changed since; `time_zone_changed`, the clinic has, and its clocks show another time; `time_zone_rules`, the zone has other rules and the time that was promised is taken */
							attention: ("outside_availability" | "time_zone_changed" | "time_zone_rules") | null;
							/** @description Kept free behind it */
							bufferMinutes: number;
							cancelledBy: ("customer" | "clinic" | "system") | null;
							cancelReason: string | null;
							clinicId: number;
							clinicName: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							/** @description null when a guest booked, or the account was deleted */
							customerId: number | null;
							/** @description Of a guest: as they gave it */
							customerName: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							endsAt: string;
							/** @description Until when its time is kept without a confirmation */
							holdExpiresAt: string | null;
							id: number;
							/**
							 * @description On the clocks of the clinic: what was promised
							 * @example 2027-01-15T09:00
							 */
							localStart: string;
							petId: number | null;
							petName: string | null;
							/** @description Rupiah, as it was when it was booked */
							price: number;
							serviceId: number;
							serviceName: string;
							staffId: number;
							staffName: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							startsAt: string;
							/** @enum {string} */
							status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
							/** @example Asia/Jakarta */
							timeZone: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							/**
							 * @description Of those clocks at the beginning: it tells hours of the same name apart
							 * @example 420
							 */
							utcOffsetMinutes: number;
							version: number;
						}[];
						clinicId: number;
						days: {
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							date: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							endsAt: string;
							/** @description Its first instant and each full hour of its clocks: 23 or 25 where they are changed */
							hours: {
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								at: string;
								/**
								 * @description On the clinic’s clocks, with their offset
								 * @example 2027-03-01T09:00:00+07:00
								 */
								local: string;
							}[];
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							startsAt: string;
						}[];
						/** @description Whether there is more than is shown; ask for fewer days, or for one person */
						isCut: boolean;
						/**
						 * @description On the clinic’s clocks, with their offset
						 * @example 2027-03-01T09:00:00+07:00
						 */
						localNow: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						now: string;
						staff: {
							/** @description When another clinic has them, or they are away by what they blocked there */
							elsewhere: {
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								endsAt: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								startsAt: string;
							}[];
							id: number;
							name: string;
							title: string | null;
							userId: number | null;
							/** @description When they can be booked, by rules and hours */
							windows: {
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								endsAt: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								startsAt: string;
							}[];
						}[];
						/** @example Asia/Jakarta */
						timeZone: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdHours: {
		parameters: {
			query?: {
				days?: number;
				from?: string;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description When it closes or opens next; null: not within two months */
						changesAt: string | null;
						days: {
							date: string;
							intervals: {
								/**
								 * @description At or before `opens`: on the next day
								 * @example 16:00
								 */
								closes: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								endsAt: string;
								/** @example 08:00 */
								opens: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								startsAt: string;
							}[];
							isException: boolean;
							note: string | null;
							weekday: number;
						}[];
						/** @description From `from` on */
						exceptions: {
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							date: string;
							/**
							 * @description None: closed
							 * @default []
							 */
							intervals: {
								/**
								 * @description At or before `opens`: on the next day
								 * @example 16:00
								 */
								closes: string;
								/** @example 08:00 */
								opens: string;
							}[];
							/**
							 * @description Such as the holiday
							 * @default null
							 * @example Idulfitri
							 */
							note: string | null;
						}[];
						openNow: boolean;
						timezone: string;
						version: number;
						weekly: {
							/**
							 * @description At or before `opens`: on the next day
							 * @example 16:00
							 */
							closes: string;
							/** @example 08:00 */
							opens: string;
							/** @description Monday is 1 */
							weekday: number;
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiClinicsIdHours: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Days with other hours, from today on, in place of those that there are; absent: those stay */
					exceptions?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						date: string;
						/**
						 * @description None: closed
						 * @default []
						 */
						intervals?: {
							/**
							 * @description At or before `opens`: on the next day
							 * @example 16:00
							 */
							closes: string;
							/** @example 08:00 */
							opens: string;
						}[];
						/**
						 * @description Such as the holiday
						 * @default null
						 * @example Idulfitri
						 */
						note?: string | null;
					}[];
					/** @description None: closed all week */
					weekly: {
						/**
						 * @description At or before `opens`: on the next day
						 * @example 16:00
						 */
						closes: string;
						/** @example 08:00 */
						opens: string;
						/** @description Monday is 1 */
						weekday: number;
					}[];
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description When it closes or opens next; null: not within two months */
						changesAt: string | null;
						days: {
							date: string;
							intervals: {
								/**
								 * @description At or before `opens`: on the next day
								 * @example 16:00
								 */
								closes: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								endsAt: string;
								/** @example 08:00 */
								opens: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								startsAt: string;
							}[];
							isException: boolean;
							note: string | null;
							weekday: number;
						}[];
						/** @description From `from` on */
						exceptions: {
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							date: string;
							/**
							 * @description None: closed
							 * @default []
							 */
							intervals: {
								/**
								 * @description At or before `opens`: on the next day
								 * @example 16:00
								 */
								closes: string;
								/** @example 08:00 */
								opens: string;
							}[];
							/**
							 * @description Such as the holiday
							 * @default null
							 * @example Idulfitri
							 */
							note: string | null;
						}[];
						openNow: boolean;
						timezone: string;
						version: number;
						weekly: {
							/**
							 * @description At or before `opens`: on the next day
							 * @example 16:00
							 */
							closes: string;
							/** @example 08:00 */
							opens: string;
							/** @description Monday is 1 */
							weekday: number;
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiClinicsIdHoursExceptionsDate: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				date: string;
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description None: closed
					 * @default []
					 */
					intervals?: {
						/**
						 * @description At or before `opens`: on the next day
						 * @example 16:00
						 */
						closes: string;
						/** @example 08:00 */
						opens: string;
					}[];
					/**
					 * @description Such as the holiday
					 * @default null
					 * @example Idulfitri
					 */
					note?: string | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description When it closes or opens next; null: not within two months */
						changesAt: string | null;
						days: {
							date: string;
							intervals: {
								/**
								 * @description At or before `opens`: on the next day
								 * @example 16:00
								 */
								closes: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								endsAt: string;
								/** @example 08:00 */
								opens: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								startsAt: string;
							}[];
							isException: boolean;
							note: string | null;
							weekday: number;
						}[];
						/** @description From `from` on */
						exceptions: {
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							date: string;
							/**
							 * @description None: closed
							 * @default []
							 */
							intervals: {
								/**
								 * @description At or before `opens`: on the next day
								 * @example 16:00
								 */
								closes: string;
								/** @example 08:00 */
								opens: string;
							}[];
							/**
							 * @description Such as the holiday
							 * @default null
							 * @example Idulfitri
							 */
							note: string | null;
						}[];
						openNow: boolean;
						timezone: string;
						version: number;
						weekly: {
							/**
							 * @description At or before `opens`: on the next day
							 * @example 16:00
							 */
							closes: string;
							/** @example 08:00 */
							opens: string;
							/** @description Monday is 1 */
							weekday: number;
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiClinicsIdHoursExceptionsDate: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				date: string;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description When it closes or opens next; null: not within two months */
						changesAt: string | null;
						days: {
							date: string;
							intervals: {
								/**
								 * @description At or before `opens`: on the next day
								 * @example 16:00
								 */
								closes: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								endsAt: string;
								/** @example 08:00 */
								opens: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								startsAt: string;
							}[];
							isException: boolean;
							note: string | null;
							weekday: number;
						}[];
						/** @description From `from` on */
						exceptions: {
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							date: string;
							/**
							 * @description None: closed
							 * @default []
							 */
							intervals: {
								/**
								 * @description At or before `opens`: on the next day
								 * @example 16:00
								 */
								closes: string;
								/** @example 08:00 */
								opens: string;
							}[];
							/**
							 * @description Such as the holiday
							 * @default null
							 * @example Idulfitri
							 */
							note: string | null;
						}[];
						openNow: boolean;
						timezone: string;
						version: number;
						weekly: {
							/**
							 * @description At or before `opens`: on the next day
							 * @example 16:00
							 */
							closes: string;
							/** @example 08:00 */
							opens: string;
							/** @description Monday is 1 */
							weekday: number;
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdReminders: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description False: what is shown is the default */
						isChosen: boolean;
						offsetsMinutes: number[];
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiClinicsIdReminders: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					offsetsMinutes: number[] | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description False: what is shown is the default */
						isChosen: boolean;
						offsetsMinutes: number[];
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdServices: {
		parameters: {
			query?: {
				isActive?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							bufferMinutes: number;
							description: string | null;
							durationMinutes: number;
							id: number;
							isActive: boolean;
							name: string;
							position: number;
							price: number;
							/** @description Who offers it; the public sees those whom it can book */
							staffIds: number[];
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiClinicsIdServices: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description Kept free behind each booking
					 * @default 0
					 */
					bufferMinutes?: number;
					/** @default null */
					description?: string | null;
					/** @example 30 */
					durationMinutes: number;
					/**
					 * @description Whether it can be booked and is shown to everybody
					 * @default true
					 */
					isActive?: boolean;
					/** @example Vaksinasi */
					name: string;
					/** @description Behind all others when absent */
					position?: number;
					/**
					 * @description Rupiah
					 * @example 150000
					 */
					price: number;
					/**
					 * @description Who offers it
					 * @default []
					 */
					staffIds?: number[];
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						bufferMinutes: number;
						description: string | null;
						durationMinutes: number;
						id: number;
						isActive: boolean;
						name: string;
						position: number;
						price: number;
						/** @description Who offers it; the public sees those whom it can book */
						staffIds: number[];
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdServicesServiceId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
				serviceId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						bufferMinutes: number;
						description: string | null;
						durationMinutes: number;
						id: number;
						isActive: boolean;
						name: string;
						position: number;
						price: number;
						/** @description Who offers it; the public sees those whom it can book */
						staffIds: number[];
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiClinicsIdServicesServiceId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
				serviceId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiClinicsIdServicesServiceId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
				serviceId: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Kept free behind each booking */
					bufferMinutes?: number;
					description?: string | null;
					/** @example 30 */
					durationMinutes?: number;
					/** @description Whether it can be booked and is shown to everybody */
					isActive?: boolean;
					/** @example Vaksinasi */
					name?: string;
					/** @description Lists show the lowest first */
					position?: number;
					/**
					 * @description Rupiah
					 * @example 150000
					 */
					price?: number;
					/** @description Who offers it */
					staffIds?: number[];
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						bufferMinutes: number;
						description: string | null;
						durationMinutes: number;
						id: number;
						isActive: boolean;
						name: string;
						position: number;
						price: number;
						/** @description Who offers it; the public sees those whom it can book */
						staffIds: number[];
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdSlots: {
		parameters: {
			query: {
				from?: string;
				serviceId: number;
				staffId?: number;
				to?: string;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						/**
						 * @description The start on the clinic’s clocks, with their offset: it tells hours of the same name apart
						 * @example 2027-03-01T09:00:00+07:00
						 */
						localStartsAt: string;
						/** @description Who is free then */
						staffIds: number[];
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
					}[];
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdSlotsCounts: {
		parameters: {
			query: {
				from?: string;
				serviceId: number;
				staffId?: number;
				to?: string;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						date: string;
						/** @description Different times at which somebody is free */
						slots: number;
					}[];
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdStaff: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
				serviceId?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description For who manages the clinic; of who has not accepted an invitation the address that was named */
							email?: string | null;
							id: number;
							/** @description For who manages the clinic: the owner of the account of that e-mail is asked and has not answered. Who is not there without it does not work there yet, and nobody else sees them */
							invitation?: {
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								expiresAt: string;
								/**
								 * @description With an account they have the role clinic_manager or clinic_staff at this clinic
								 * @enum {string}
								 */
								role: "manager" | "staff";
								/** @constant */
								status: "invited";
							};
							isBookable: boolean;
							name: string;
							/** @description For who works there */
							personId?: number;
							/** @description For who manages the clinic */
							phone?: string | null;
							/**
							 * @description For who works there
							 * @enum {string}
							 */
							role?: "manager" | "staff";
							serviceIds: number[];
							title: string | null;
							/** @description For who works there */
							userId?: number | null;
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiClinicsIdStaff: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * Format: email
					 * @description Of an account that is active; they log in as before
					 */
					email?: string;
					/**
					 * @description Whether customers see them and book them
					 * @default false
					 */
					isBookable?: boolean;
					/**
					 * @description Needed for who has no account and is no person known here
					 * @example drh. Sari Wulandari
					 */
					name?: string;
					/** @description Somebody who works at another clinic that you manage: one calendar for both */
					personId?: number;
					/** @default null */
					phone?: string | null;
					/**
					 * @description With an account they have the role clinic_manager or clinic_staff at this clinic
					 * @default staff
					 * @enum {string}
					 */
					role?: "manager" | "staff";
					/**
					 * @description The services of this clinic that they offer
					 * @default []
					 */
					serviceIds?: number[];
					/**
					 * @default null
					 * @example Dokter hewan
					 */
					title?: string | null;
					/** @description The same by its id; for who manages users */
					userId?: number;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description For who manages the clinic; of who has not accepted an invitation the address that was named */
						email?: string | null;
						id: number;
						/** @description For who manages the clinic: the owner of the account of that e-mail is asked and has not answered. Who is not there without it does not work there yet, and nobody else sees them */
						invitation?: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							expiresAt: string;
							/**
							 * @description With an account they have the role clinic_manager or clinic_staff at this clinic
							 * @enum {string}
							 */
							role: "manager" | "staff";
							/** @constant */
							status: "invited";
						};
						isBookable: boolean;
						name: string;
						/** @description For who works there */
						personId?: number;
						/** @description For who manages the clinic */
						phone?: string | null;
						/**
						 * @description For who works there
						 * @enum {string}
						 */
						role?: "manager" | "staff";
						serviceIds: number[];
						title: string | null;
						/** @description For who works there */
						userId?: number | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiClinicsIdStaffStaffId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
				staffId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description For who manages the clinic; of who has not accepted an invitation the address that was named */
						email?: string | null;
						id: number;
						/** @description For who manages the clinic: the owner of the account of that e-mail is asked and has not answered. Who is not there without it does not work there yet, and nobody else sees them */
						invitation?: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							expiresAt: string;
							/**
							 * @description With an account they have the role clinic_manager or clinic_staff at this clinic
							 * @enum {string}
							 */
							role: "manager" | "staff";
							/** @constant */
							status: "invited";
						};
						isBookable: boolean;
						name: string;
						/** @description For who works there */
						personId?: number;
						/** @description For who manages the clinic */
						phone?: string | null;
						/**
						 * @description For who works there
						 * @enum {string}
						 */
						role?: "manager" | "staff";
						serviceIds: number[];
						title: string | null;
						/** @description For who works there */
						userId?: number | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiClinicsIdStaffStaffId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
				staffId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiClinicsIdStaffStaffId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
				staffId: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * Format: email
					 * @description Of an account that is active; they log in as before
					 */
					email?: string;
					/** @description Whether customers see them and book them */
					isBookable?: boolean;
					/** @example drh. Sari Wulandari */
					name?: string;
					phone?: string | null;
					/**
					 * @description With an account they have the role clinic_manager or clinic_staff at this clinic
					 * @enum {string}
					 */
					role?: "manager" | "staff";
					/** @description The services of this clinic that they offer */
					serviceIds?: number[];
					/** @example Dokter hewan */
					title?: string | null;
					/** @description The same by its id; for who manages users */
					userId?: number;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description For who manages the clinic; of who has not accepted an invitation the address that was named */
						email?: string | null;
						id: number;
						/** @description For who manages the clinic: the owner of the account of that e-mail is asked and has not answered. Who is not there without it does not work there yet, and nobody else sees them */
						invitation?: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							expiresAt: string;
							/**
							 * @description With an account they have the role clinic_manager or clinic_staff at this clinic
							 * @enum {string}
							 */
							role: "manager" | "staff";
							/** @constant */
							status: "invited";
						};
						isBookable: boolean;
						name: string;
						/** @description For who works there */
						personId?: number;
						/** @description For who manages the clinic */
						phone?: string | null;
						/**
						 * @description For who works there
						 * @enum {string}
						 */
						role?: "manager" | "staff";
						serviceIds: number[];
						title: string | null;
						/** @description For who works there */
						userId?: number | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiClinicsIdStaffMe: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiDashboardSummary: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @description When they were read
						 * @example 2025-10-01T07:30:00.000Z
						 */
						at: string;
						/** @description For who attends the bookings of all clinics */
						bookings: {
							/** @description Over the statuses of all things: nobody has begun, somebody is at it, made and not handed over, done, not to be */
							byPhase: {
								[key: string]: number;
							};
							byStatus: {
								[key: string]: number;
							};
							/** @description Bookings that begin today, by the business date */
							count: number;
							/** @description Of those who are expected, the ones that begin within two hours */
							nextTwoHours: number;
						} | null;
						/**
						 * Format: date
						 * @description The business date, which is "today" here
						 */
						date: string;
						/** @description For who reads all machines */
						machines: {
							byStatus: {
								[key: string]: number;
							};
							count: number;
							openAlarms: {
								[key: string]: number;
							};
						} | null;
						/** @description For who reads all meal orders */
						orders: {
							/** @description Over the statuses of all things: nobody has begun, somebody is at it, made and not handed over, done, not to be */
							byPhase: {
								[key: string]: number;
							};
							byStatus: {
								[key: string]: number;
							};
							/** @description Meal orders of today, by the business date */
							count: number;
							/** @description Meals of those that were not refused */
							meals: number;
							oldestRequestAt: string | null;
							/** @description Requests of the kitchen that wait for a decision, of any day */
							openRequests: number;
						} | null;
						/** @description What waits by what PostgreSQL knows, for who observes the system */
						queue: {
							/** @description By how many events the slowest consumer is behind */
							consumerLag: number;
							/** @description Jobs and events that need a person; 10,000 are that or more */
							deadLetters: number;
							/** @description Jobs whose time has come and that no worker was given yet; 10,000 are that or more */
							dueJobs: number;
							oldestDueSeconds: number;
							oldestUnsentSeconds: number;
							/** @description Jobs that are in the hands of the queues; 10,000 are that or more */
							queuedJobs: number;
							/** @description Events that no consumer was given yet */
							unsentEvents: number;
						} | null;
						/** @description For who reads the orders of the point of sale */
						sales: {
							/** @description Rupiah */
							amount: number;
							/** @description Over the statuses of all things: nobody has begun, somebody is at it, made and not handed over, done, not to be */
							byPhase: {
								[key: string]: number;
							};
							byStatus: {
								[key: string]: number;
							};
							/** @description Sales of today, without cancelled and deleted ones */
							count: number;
						} | null;
						/** @description For who manages work orders */
						workOrders: {
							/** @description Over the statuses of all things: nobody has begun, somebody is at it, made and not handed over, done, not to be */
							byPhase: {
								[key: string]: number;
							};
							/** @description Of the completed ones those of today */
							byStatus: {
								[key: string]: number;
							};
							/** @description Open ones whose deadline is over */
							late: number;
							open: number;
						} | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiDepartments: {
		parameters: {
			query?: {
				isActive?: "true" | "false";
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							id: number;
							isActive: boolean;
							name: string;
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiDepartments: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					name: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						isActive: boolean;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiDepartmentsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						isActive: boolean;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiDepartmentsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					isActive?: boolean;
					name?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						isActive: boolean;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiDevSmsInbox: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** Format: date-time */
						at: string;
						text: string;
						to: string;
					}[];
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiGuestBookings: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					clinicId: number;
					/** Format: email */
					email: string;
					/**
					 * @description Of the mails; without it, that of the request
					 * @enum {string}
					 */
					language?: "id" | "en";
					name: string;
					pet: {
						/** @example Momo */
						name: string;
						/** @example cat */
						species: string;
					};
					/** @example +628123456789 */
					phone: string;
					serviceId: number;
					/** @description Who is to do it; without it somebody who is free is found */
					staffId?: number;
					/**
					 * Format: date-time
					 * @description As the slots of the clinic have it
					 */
					startsAt: string;
					/** @description Times are told on the clinic’s clocks, and in brackets on those of this zone */
					timeZone?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						/** @description By when the mailed link must have booked it */
						holdExpiresAt: string | null;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						/** @constant */
						mailSent: true;
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiGuestBookingsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						bookingId: number;
						/** @description When the mailed link proved the address */
						confirmedAt: string | null;
						email: string;
						/** @enum {string} */
						language: "id" | "en";
						name: string | null;
						pet: {
							name: string;
							species: string;
						};
						phone: string;
						timeZone: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiGuestBookingsCancel: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description The other side is told. The clinic has to give one, a customer may
					 * @default null
					 */
					reason?: string | null;
					/** @description Behind the # of the mailed link */
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						guest: {
							email: string;
							/** @enum {string} */
							language: "id" | "en";
							name: string | null;
							pet: {
								name: string;
								species: string;
							};
							phone: string;
							timeZone: string | null;
						};
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						/** @description What the link is good for now; another booking is made by `POST /api/guest-bookings` */
						may: {
							bookAgain: boolean;
							cancel: boolean;
							confirm: boolean;
							move: boolean;
						};
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiGuestBookingsConfirm: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Behind the # of the mailed link */
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						guest: {
							email: string;
							/** @enum {string} */
							language: "id" | "en";
							name: string | null;
							pet: {
								name: string;
								species: string;
							};
							phone: string;
							timeZone: string | null;
						};
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						/** @description What the link is good for now; another booking is made by `POST /api/guest-bookings` */
						may: {
							bookAgain: boolean;
							cancel: boolean;
							confirm: boolean;
							move: boolean;
						};
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiGuestBookingsForget: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Behind the # of the mailed link */
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @constant */
						forgotten: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiGuestBookingsMove: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					staffId?: number;
					/** Format: date-time */
					startsAt?: string;
					/** @description Behind the # of the mailed link */
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						guest: {
							email: string;
							/** @enum {string} */
							language: "id" | "en";
							name: string | null;
							pet: {
								name: string;
								species: string;
							};
							phone: string;
							timeZone: string | null;
						};
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						/** @description What the link is good for now; another booking is made by `POST /api/guest-bookings` */
						may: {
							bookAgain: boolean;
							cancel: boolean;
							confirm: boolean;
							move: boolean;
						};
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiGuestBookingsOpen: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Behind the # of the mailed link */
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						cancelledBy: ("customer" | "clinic" | "system") | null;
						cancelReason: string | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						endsAt: string;
						guest: {
							email: string;
							/** @enum {string} */
							language: "id" | "en";
							name: string | null;
							pet: {
								name: string;
								species: string;
							};
							phone: string;
							timeZone: string | null;
						};
						/** @description Until when its time is kept without a confirmation */
						holdExpiresAt: string | null;
						/**
						 * @description On the clocks of the clinic: what was promised
						 * @example 2027-01-15T09:00
						 */
						localStart: string;
						/** @description What the link is good for now; another booking is made by `POST /api/guest-bookings` */
						may: {
							bookAgain: boolean;
							cancel: boolean;
							confirm: boolean;
							move: boolean;
						};
						/** @description Rupiah, as it was when it was booked */
						price: number;
						serviceId: number;
						serviceName: string;
						staffId: number;
						staffName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						startsAt: string;
						/** @enum {string} */
						status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
						/** @example Asia/Jakarta */
						timeZone: string;
						/**
						 * @description Of those clocks at the beginning: it tells hours of the same name apart
						 * @example 420
						 */
						utcOffsetMinutes: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiLogin: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					email?: string;
					identifier?: string;
					nik?: string;
					/** Format: password */
					password: string;
					username?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						accessToken: string;
						token: string;
						user: {
							createdAt: string;
							departmentId: number | null;
							email: string | null;
							id: number;
							isActive: boolean;
							jabatanId: number | null;
							karyawanId: number | null;
							/** @enum {string} */
							language: "id" | "en";
							mustChangePassword: boolean;
							namaLengkap: string;
							nik: string | null;
							phone: string | null;
							role: string;
							roleLabel: string;
							roles: string[];
							scopedRoles: {
								clinicId: number | null;
								departmentId: number | null;
								outletId: number | null;
								role: string;
							}[];
							servedDepartmentIds: number[];
							timeZone: string | null;
							updatedAt: string;
							username: string | null;
							version: number;
						};
					} | {
						methods: ("passkey" | "totp" | "sms" | "backup")[];
						/** @constant */
						mfaRequired: true;
						mfaToken: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiNotifications: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
				unread?: "true" | "false";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							id: number;
							notification: string;
							readAt: string | null;
							text: string;
							title: string;
							url: string | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
						/** @description Counted up to 1000 */
						unread: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiNotificationsIdRead: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiNotificationsRead: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description The newest that was seen; what came later stays unread */
					upTo?: number;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						unread: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiNotificationsUnsubscribe: {
		parameters: {
			query: {
				token: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			303: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiNotificationsUnsubscribe: {
		parameters: {
			query: {
				token: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiOrders: {
		parameters: {
			query?: {
				after?: string;
				departmentId?: number;
				endDate?: string;
				limit?: number;
				page?: number;
				shiftId?: number;
				startDate?: string;
				status?: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description What became of the latest request */
							approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
							catatanAdmin: string | null;
							catatanDapur: string | null;
							departmentId: number;
							departmentName: string;
							id: number;
							/** @description While an edit is pending already the new quantity */
							jumlahPesanan: number;
							/** @description As first ordered */
							jumlahPesananAwal: number;
							karyawanPemesanId: number;
							/** @example PM-20251001-001 */
							kodePesanan: string;
							requestType: ("REJECT" | "EDIT") | null;
							/** @description An administrator has to decide on a request */
							requiresApproval: boolean;
							shiftId: number;
							shiftName: string;
							/** @enum {string} */
							statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							tanggalPesanan: string;
							version: number;
							/** @description Delivery took it */
							waktuDiantar: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							waktuDibuat: string;
							/** @description The kitchen began */
							waktuDiproses: string | null;
							waktuSelesai: string | null;
							waktuSiap: string | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiOrders: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					jumlahPesanan: number;
					shiftId: number;
					/**
					 * Format: date
					 * @description The day for which the meals are wanted; today when absent
					 * @example 2025-10-01
					 */
					tanggalPesanan?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What became of the latest request */
						approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
						catatanAdmin: string | null;
						catatanDapur: string | null;
						departmentId: number;
						departmentName: string;
						id: number;
						/** @description While an edit is pending already the new quantity */
						jumlahPesanan: number;
						/** @description As first ordered */
						jumlahPesananAwal: number;
						karyawanPemesanId: number;
						/** @example PM-20251001-001 */
						kodePesanan: string;
						requestType: ("REJECT" | "EDIT") | null;
						/** @description An administrator has to decide on a request */
						requiresApproval: boolean;
						shiftId: number;
						shiftName: string;
						/** @enum {string} */
						statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalPesanan: string;
						version: number;
						/** @description Delivery took it */
						waktuDiantar: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						waktuDibuat: string;
						/** @description The kitchen began */
						waktuDiproses: string | null;
						waktuSelesai: string | null;
						waktuSiap: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiOrdersId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What became of the latest request */
						approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
						catatanAdmin: string | null;
						catatanDapur: string | null;
						departmentId: number;
						departmentName: string;
						id: number;
						/** @description While an edit is pending already the new quantity */
						jumlahPesanan: number;
						/** @description As first ordered */
						jumlahPesananAwal: number;
						karyawanPemesanId: number;
						/** @example PM-20251001-001 */
						kodePesanan: string;
						requestType: ("REJECT" | "EDIT") | null;
						/** @description An administrator has to decide on a request */
						requiresApproval: boolean;
						shiftId: number;
						shiftName: string;
						/** @enum {string} */
						statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalPesanan: string;
						version: number;
						/** @description Delivery took it */
						waktuDiantar: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						waktuDibuat: string;
						/** @description The kitchen began */
						waktuDiproses: string | null;
						waktuSelesai: string | null;
						waktuSiap: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiOrdersIdApproveReject: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					catatanAdmin?: string;
					/** @enum {string} */
					decision: "APPROVED" | "REJECTED";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What became of the latest request */
						approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
						catatanAdmin: string | null;
						catatanDapur: string | null;
						departmentId: number;
						departmentName: string;
						id: number;
						/** @description While an edit is pending already the new quantity */
						jumlahPesanan: number;
						/** @description As first ordered */
						jumlahPesananAwal: number;
						karyawanPemesanId: number;
						/** @example PM-20251001-001 */
						kodePesanan: string;
						requestType: ("REJECT" | "EDIT") | null;
						/** @description An administrator has to decide on a request */
						requiresApproval: boolean;
						shiftId: number;
						shiftName: string;
						/** @enum {string} */
						statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalPesanan: string;
						version: number;
						/** @description Delivery took it */
						waktuDiantar: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						waktuDibuat: string;
						/** @description The kitchen began */
						waktuDiproses: string | null;
						waktuSelesai: string | null;
						waktuSiap: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiOrdersIdRecall: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @enum {string} */
					status: "MENUNGGU" | "IN_PROGRESS";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What became of the latest request */
						approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
						catatanAdmin: string | null;
						catatanDapur: string | null;
						departmentId: number;
						departmentName: string;
						id: number;
						/** @description While an edit is pending already the new quantity */
						jumlahPesanan: number;
						/** @description As first ordered */
						jumlahPesananAwal: number;
						karyawanPemesanId: number;
						/** @example PM-20251001-001 */
						kodePesanan: string;
						requestType: ("REJECT" | "EDIT") | null;
						/** @description An administrator has to decide on a request */
						requiresApproval: boolean;
						shiftId: number;
						shiftName: string;
						/** @enum {string} */
						statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalPesanan: string;
						version: number;
						/** @description Delivery took it */
						waktuDiantar: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						waktuDibuat: string;
						/** @description The kitchen began */
						waktuDiproses: string | null;
						waktuSelesai: string | null;
						waktuSiap: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiOrdersIdRequestEdit: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					catatanDapur: string;
					jumlahPesananBaru: number;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What became of the latest request */
						approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
						catatanAdmin: string | null;
						catatanDapur: string | null;
						departmentId: number;
						departmentName: string;
						id: number;
						/** @description While an edit is pending already the new quantity */
						jumlahPesanan: number;
						/** @description As first ordered */
						jumlahPesananAwal: number;
						karyawanPemesanId: number;
						/** @example PM-20251001-001 */
						kodePesanan: string;
						requestType: ("REJECT" | "EDIT") | null;
						/** @description An administrator has to decide on a request */
						requiresApproval: boolean;
						shiftId: number;
						shiftName: string;
						/** @enum {string} */
						statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalPesanan: string;
						version: number;
						/** @description Delivery took it */
						waktuDiantar: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						waktuDibuat: string;
						/** @description The kitchen began */
						waktuDiproses: string | null;
						waktuSelesai: string | null;
						waktuSiap: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiOrdersIdRequestRejection: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					catatanDapur: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What became of the latest request */
						approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
						catatanAdmin: string | null;
						catatanDapur: string | null;
						departmentId: number;
						departmentName: string;
						id: number;
						/** @description While an edit is pending already the new quantity */
						jumlahPesanan: number;
						/** @description As first ordered */
						jumlahPesananAwal: number;
						karyawanPemesanId: number;
						/** @example PM-20251001-001 */
						kodePesanan: string;
						requestType: ("REJECT" | "EDIT") | null;
						/** @description An administrator has to decide on a request */
						requiresApproval: boolean;
						shiftId: number;
						shiftName: string;
						/** @enum {string} */
						statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalPesanan: string;
						version: number;
						/** @description Delivery took it */
						waktuDiantar: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						waktuDibuat: string;
						/** @description The kitchen began */
						waktuDiproses: string | null;
						waktuSelesai: string | null;
						waktuSiap: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiOrdersIdStatus: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @example IN_PROGRESS
					 * @enum {string}
					 */
					status: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What became of the latest request */
						approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
						catatanAdmin: string | null;
						catatanDapur: string | null;
						departmentId: number;
						departmentName: string;
						id: number;
						/** @description While an edit is pending already the new quantity */
						jumlahPesanan: number;
						/** @description As first ordered */
						jumlahPesananAwal: number;
						karyawanPemesanId: number;
						/** @example PM-20251001-001 */
						kodePesanan: string;
						requestType: ("REJECT" | "EDIT") | null;
						/** @description An administrator has to decide on a request */
						requiresApproval: boolean;
						shiftId: number;
						shiftName: string;
						/** @enum {string} */
						statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalPesanan: string;
						version: number;
						/** @description Delivery took it */
						waktuDiantar: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						waktuDibuat: string;
						/** @description The kitchen began */
						waktuDiproses: string | null;
						waktuSelesai: string | null;
						waktuSiap: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiOrdersKitchenDay: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description From the start of cooking to ready; null when there is none */
						averageSeconds: number | null;
						/**
						 * Format: date
						 * @description The business day
						 * @example 2025-10-01
						 */
						date: string;
						meals: number;
						/**
						 * Format: date-time
						 * @description By the clock that stamps the stages
						 * @example 2025-10-01T07:30:00.000Z
						 */
						now: string;
						/** @description Of this day, that the kitchen has finished */
						orders: number;
						timeZone: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiOrdersPendingApprovals: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description What became of the latest request */
							approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
							catatanAdmin: string | null;
							catatanDapur: string | null;
							departmentId: number;
							departmentName: string;
							id: number;
							/** @description While an edit is pending already the new quantity */
							jumlahPesanan: number;
							/** @description As first ordered */
							jumlahPesananAwal: number;
							karyawanPemesanId: number;
							/** @example PM-20251001-001 */
							kodePesanan: string;
							requestType: ("REJECT" | "EDIT") | null;
							/** @description An administrator has to decide on a request */
							requiresApproval: boolean;
							shiftId: number;
							shiftName: string;
							/** @enum {string} */
							statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							tanggalPesanan: string;
							version: number;
							/** @description Delivery took it */
							waktuDiantar: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							waktuDibuat: string;
							/** @description The kitchen began */
							waktuDiproses: string | null;
							waktuSelesai: string | null;
							waktuSiap: string | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiOutlets: {
		parameters: {
			query?: {
				isActive?: "true" | "false";
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							address: string | null;
							code: string;
							id: number;
							isActive: boolean;
							name: string;
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiOutlets: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					address?: string | null;
					code: string;
					name: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: string | null;
						code: string;
						id: number;
						isActive: boolean;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiOutletsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: string | null;
						code: string;
						id: number;
						isActive: boolean;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiOutletsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					address?: string | null;
					code?: string;
					isActive?: boolean;
					name?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: string | null;
						code: string;
						id: number;
						isActive: boolean;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPets: {
		parameters: {
			query?: {
				after?: string;
				clinicId?: number;
				limit?: number;
				page?: number;
				q?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description Whole months, today */
							ageMonths: number | null;
							birthDate: string | null;
							/** @description Whether it was reckoned from an age */
							birthDateEstimated: boolean;
							breed: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							id: number;
							/** @description Its owner has deleted it; clinics see it still */
							isDeleted: boolean;
							name: string;
							/** @description Null when the owner has left */
							owner: {
								id: number;
								name: string;
							} | null;
							/** @enum {string} */
							sex: "male" | "female" | "unknown";
							species: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							version: number;
							weightGrams: number | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiPets: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					ageMonths?: number | null;
					birthDate?: string | null;
					/** @default null */
					breed?: string | null;
					/** @example Momo */
					name: string;
					/**
					 * @default unknown
					 * @enum {string}
					 */
					sex?: "male" | "female" | "unknown";
					/** @example cat */
					species: string;
					/** @default null */
					weightGrams?: number | null;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Whole months, today */
						ageMonths: number | null;
						birthDate: string | null;
						/** @description Whether it was reckoned from an age */
						birthDateEstimated: boolean;
						breed: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						id: number;
						/** @description Its owner has deleted it; clinics see it still */
						isDeleted: boolean;
						name: string;
						/** @description Null when the owner has left */
						owner: {
							id: number;
							name: string;
						} | null;
						/** @enum {string} */
						sex: "male" | "female" | "unknown";
						species: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
						weightGrams: number | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPetsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Whole months, today */
						ageMonths: number | null;
						birthDate: string | null;
						/** @description Whether it was reckoned from an age */
						birthDateEstimated: boolean;
						breed: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						id: number;
						/** @description Its owner has deleted it; clinics see it still */
						isDeleted: boolean;
						name: string;
						/** @description Null when the owner has left */
						owner: {
							id: number;
							name: string;
						} | null;
						/** @enum {string} */
						sex: "male" | "female" | "unknown";
						species: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
						weightGrams: number | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiPetsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiPetsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Of which a birth date is reckoned; give this or birthDate */
					ageMonths?: number;
					birthDate?: string | null;
					breed?: string | null;
					name?: string;
					/** @enum {string} */
					sex?: "male" | "female" | "unknown";
					species?: string;
					weightGrams?: number | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Whole months, today */
						ageMonths: number | null;
						birthDate: string | null;
						/** @description Whether it was reckoned from an age */
						birthDateEstimated: boolean;
						breed: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						id: number;
						/** @description Its owner has deleted it; clinics see it still */
						isDeleted: boolean;
						name: string;
						/** @description Null when the owner has left */
						owner: {
							id: number;
							name: string;
						} | null;
						/** @enum {string} */
						sex: "male" | "female" | "unknown";
						species: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
						weightGrams: number | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPetsIdImages: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							contentType: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							filename: string;
							id: number;
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description Of an image, as soon as a worker has made one; null until then, and for other files */
							thumbnailUrl: string | null;
							url: string;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiPetsIdImages: {
		parameters: {
			query?: {
				filename?: string;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 10485760 bytes: JPEG, PNG or WebP, by content. The same holds in a form. */
		requestBody: {
			content: {
				"*/*": string;
				"multipart/form-data": {
					/** Format: binary */
					file: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						contentType: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						filename: string;
						id: number;
						sha256: string;
						/** @description Bytes */
						size: number;
						/** @description Of an image, as soon as a worker has made one; null until then, and for other files */
						thumbnailUrl: string | null;
						url: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPetsIdImagesImageId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				id: number;
				imageId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"image/jpeg": string;
					"image/png": string;
					"image/webp": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiPetsIdImagesImageId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
				imageId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiPetsIdImagesImageIdThumbnail: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				id: number;
				imageId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"image/webp": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiPetsIdMedicalRecords: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							attachments: {
								contentType: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								createdAt: string;
								filename: string;
								id: number;
								sha256: string;
								/** @description Bytes */
								size: number;
								/** @description Of an image, as soon as a worker has made one; null until then, and for other files */
								thumbnailUrl: string | null;
								url: string;
							}[];
							/** @description Null when they have left */
							author: string | null;
							clinicId: number | null;
							clinicName: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							date: string;
							id: number;
							notes: string | null;
							petId: number;
							title: string;
							type: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							version: number;
							/** @enum {string} */
							writtenBy: "owner" | "clinic";
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiPetsIdMedicalRecords: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Where it was. Of staff: the clinic that they write for; may be left out when it is one */
					clinicId?: number | null;
					/**
					 * Format: date
					 * @description Not in the future
					 * @example 2025-10-01
					 */
					date: string;
					/** @default null */
					notes?: string | null;
					/** @example Rabies */
					title: string;
					/**
					 * @description What it was, in one word: checkup, vaccination, illness, injury, surgery, medication, allergy, lab, …
					 * @example vaccination
					 */
					type: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						attachments: {
							contentType: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							filename: string;
							id: number;
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description Of an image, as soon as a worker has made one; null until then, and for other files */
							thumbnailUrl: string | null;
							url: string;
						}[];
						/** @description Null when they have left */
						author: string | null;
						clinicId: number | null;
						clinicName: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						date: string;
						id: number;
						notes: string | null;
						petId: number;
						title: string;
						type: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
						/** @enum {string} */
						writtenBy: "owner" | "clinic";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPetsIdMedicalRecordsRecordId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
				recordId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						attachments: {
							contentType: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							filename: string;
							id: number;
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description Of an image, as soon as a worker has made one; null until then, and for other files */
							thumbnailUrl: string | null;
							url: string;
						}[];
						/** @description Null when they have left */
						author: string | null;
						clinicId: number | null;
						clinicName: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						date: string;
						id: number;
						notes: string | null;
						petId: number;
						title: string;
						type: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
						/** @enum {string} */
						writtenBy: "owner" | "clinic";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiPetsIdMedicalRecordsRecordId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
				recordId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiPetsIdMedicalRecordsRecordId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
				recordId: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Of what the owner wrote */
					clinicId?: number | null;
					/**
					 * Format: date
					 * @description Not in the future
					 * @example 2025-10-01
					 */
					date?: string;
					notes?: string | null;
					title?: string;
					/**
					 * @description What it was, in one word: checkup, vaccination, illness, injury, surgery, medication, allergy, lab, …
					 * @example vaccination
					 */
					type?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						attachments: {
							contentType: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							filename: string;
							id: number;
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description Of an image, as soon as a worker has made one; null until then, and for other files */
							thumbnailUrl: string | null;
							url: string;
						}[];
						/** @description Null when they have left */
						author: string | null;
						clinicId: number | null;
						clinicName: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						date: string;
						id: number;
						notes: string | null;
						petId: number;
						title: string;
						type: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
						/** @enum {string} */
						writtenBy: "owner" | "clinic";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiPetsIdMedicalRecordsRecordIdAttachments: {
		parameters: {
			query?: {
				filename?: string;
			};
			header?: never;
			path: {
				id: number;
				recordId: number;
			};
			cookie?: never;
		};
		/** @description At most 10485760 bytes: PDF, JPEG, PNG or WebP, by content. The same holds in a form. */
		requestBody: {
			content: {
				"*/*": string;
				"multipart/form-data": {
					/** Format: binary */
					file: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						contentType: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						filename: string;
						id: number;
						sha256: string;
						/** @description Bytes */
						size: number;
						/** @description Of an image, as soon as a worker has made one; null until then, and for other files */
						thumbnailUrl: string | null;
						url: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPetsIdMedicalRecordsRecordIdAttachmentsAttachmentId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				attachmentId: number;
				id: number;
				recordId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/pdf": string;
					"image/jpeg": string;
					"image/png": string;
					"image/webp": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiPetsIdMedicalRecordsRecordIdAttachmentsAttachmentId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				attachmentId: number;
				id: number;
				recordId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiPetsIdMedicalRecordsRecordIdAttachmentsAttachmentIdThumbnail: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				attachmentId: number;
				id: number;
				recordId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"image/webp": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiPositions: {
		parameters: {
			query?: {
				isActive?: "true" | "false";
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							id: number;
							isActive: boolean;
							name: string;
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiPositions: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					name: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						isActive: boolean;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPositionsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						isActive: boolean;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiPositionsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					isActive?: boolean;
					name?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						isActive: boolean;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPreferences: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						display: {
							/** @enum {string} */
							dateFormat: "locale" | "iso" | "dmy" | "mdy";
							/** @enum {string} */
							density: "comfortable" | "compact";
							/** @enum {string} */
							firstDayOfWeek: "monday" | "sunday";
							/** @enum {string} */
							theme: "system" | "light" | "dark";
							/** @enum {string} */
							timeFormat: "locale" | "24h" | "12h";
						};
						/** @enum {string} */
						language: "id" | "en";
						notifications: {
							email: boolean;
							/** @description By what is told. What is off above is off for all; GET /api/preferences/notifications has their titles */
							events: {
								[key: string]: {
									[key: string]: boolean;
								};
							};
							inApp: boolean;
							sms: boolean;
						};
						/** @description IANA; null: that of the business */
						timezone: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiPreferences: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					display?: {
						/** @enum {string} */
						dateFormat?: "locale" | "iso" | "dmy" | "mdy";
						/** @enum {string} */
						density?: "comfortable" | "compact";
						/** @enum {string} */
						firstDayOfWeek?: "monday" | "sunday";
						/** @enum {string} */
						theme?: "system" | "light" | "dark";
						/** @enum {string} */
						timeFormat?: "locale" | "24h" | "12h";
					};
					/** @enum {string} */
					language?: "id" | "en";
					notifications?: {
						email?: boolean;
						events?: {
							[key: string]: {
								[key: string]: boolean;
							};
						};
						inApp?: boolean;
						sms?: boolean;
					};
					timezone?: string | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						display: {
							/** @enum {string} */
							dateFormat: "locale" | "iso" | "dmy" | "mdy";
							/** @enum {string} */
							density: "comfortable" | "compact";
							/** @enum {string} */
							firstDayOfWeek: "monday" | "sunday";
							/** @enum {string} */
							theme: "system" | "light" | "dark";
							/** @enum {string} */
							timeFormat: "locale" | "24h" | "12h";
						};
						/** @enum {string} */
						language: "id" | "en";
						notifications: {
							email: boolean;
							/** @description By what is told. What is off above is off for all; GET /api/preferences/notifications has their titles */
							events: {
								[key: string]: {
									[key: string]: boolean;
								};
							};
							inApp: boolean;
							sms: boolean;
						};
						/** @description IANA; null: that of the business */
						timezone: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPreferencesFavoriteVendors: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							addedAt: string;
							city: string;
							clinicId: number;
							/** @description False when it has closed */
							isActive: boolean;
							name: string;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiPreferencesFavoriteVendorsClinicId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				clinicId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiPreferencesFavoriteVendorsClinicId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				clinicId: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiPreferencesNotifications: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Whether anything that can be chosen comes by the channel at all */
						channels: {
							[key: string]: boolean;
						};
						choices: {
							channels: ("email" | "sms" | "inApp")[];
							name: string;
							title: string;
						}[];
						notifications: {
							[key: string]: {
								[key: string]: boolean;
							};
						};
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiPreferencesNotifications: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					channels?: {
						[key: string]: boolean;
					};
					notifications?: {
						[key: string]: {
							[key: string]: boolean;
						};
					};
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Whether anything that can be chosen comes by the channel at all */
						channels: {
							[key: string]: boolean;
						};
						choices: {
							channels: ("email" | "sms" | "inApp")[];
							name: string;
							title: string;
						}[];
						notifications: {
							[key: string]: {
								[key: string]: boolean;
							};
						};
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiPreferencesReminders: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						channels: ("email" | "sms" | "inApp")[];
						/** @description Where this is false, what is shown is the default, before which a clinic’s own times come */
						chosen: {
							channels: boolean;
							offsetsMinutes: boolean;
						};
						offsetsMinutes: number[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiPreferencesReminders: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Null: as it is by default. Absent: it stays as it was */
					channels?: ("email" | "sms" | "inApp")[] | null;
					/** @description Null: as it is by default. Absent: it stays as it was */
					offsetsMinutes?: number[] | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						channels: ("email" | "sms" | "inApp")[];
						/** @description Where this is false, what is shown is the default, before which a clinic’s own times come */
						chosen: {
							channels: boolean;
							offsetsMinutes: boolean;
						};
						offsetsMinutes: number[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiProfile: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: {
							city: string;
							country: string;
							district: string | null;
							postalCode: string | null;
							province: string | null;
							street: string;
						} | null;
						avatar: {
							contentType: string;
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description Null until a worker has made it */
							thumbnailUrl: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							url: string;
						} | null;
						bio: string | null;
						birthDate: string | null;
						createdAt: string | null;
						/** @description Changed by POST /api/auth/email */
						email: string | null;
						emailVerified: boolean;
						emergencyContact: {
							name: string;
							phone: string;
						} | null;
						namaLengkap: string;
						/** @description Changed by PUT /api/auth/phone */
						phone: string | null;
						/** @description Text messages go to a number that is verified, which PUT /api/auth/phone does too */
						phoneVerified: boolean;
						updatedAt: string | null;
						userId: number;
						/** @description 0 until something was told beyond the account */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiProfile: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @default null */
					address?: {
						city: string;
						/** @default ID */
						country?: string;
						/**
						 * @description Kecamatan
						 * @default null
						 */
						district?: string | null;
						/** @default null */
						postalCode?: string | null;
						/** @default null */
						province?: string | null;
						/** @description Street, number, RT/RW */
						street: string;
					} | null;
					/** @default null */
					bio?: string | null;
					/** @default null */
					birthDate?: string | null;
					/** @default null */
					emergencyContact?: {
						name: string;
						/** @example +628123456789 */
						phone: string;
					} | null;
					namaLengkap: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: {
							city: string;
							country: string;
							district: string | null;
							postalCode: string | null;
							province: string | null;
							street: string;
						} | null;
						avatar: {
							contentType: string;
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description Null until a worker has made it */
							thumbnailUrl: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							url: string;
						} | null;
						bio: string | null;
						birthDate: string | null;
						createdAt: string | null;
						/** @description Changed by POST /api/auth/email */
						email: string | null;
						emailVerified: boolean;
						emergencyContact: {
							name: string;
							phone: string;
						} | null;
						namaLengkap: string;
						/** @description Changed by PUT /api/auth/phone */
						phone: string | null;
						/** @description Text messages go to a number that is verified, which PUT /api/auth/phone does too */
						phoneVerified: boolean;
						updatedAt: string | null;
						userId: number;
						/** @description 0 until something was told beyond the account */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiProfile: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @default null */
					address?: {
						city: string;
						/** @default ID */
						country?: string;
						/**
						 * @description Kecamatan
						 * @default null
						 */
						district?: string | null;
						/** @default null */
						postalCode?: string | null;
						/** @default null */
						province?: string | null;
						/** @description Street, number, RT/RW */
						street: string;
					} | null;
					/** @default null */
					bio?: string | null;
					/** @default null */
					birthDate?: string | null;
					/** @default null */
					emergencyContact?: {
						name: string;
						/** @example +628123456789 */
						phone: string;
					} | null;
					namaLengkap?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: {
							city: string;
							country: string;
							district: string | null;
							postalCode: string | null;
							province: string | null;
							street: string;
						} | null;
						avatar: {
							contentType: string;
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description Null until a worker has made it */
							thumbnailUrl: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							url: string;
						} | null;
						bio: string | null;
						birthDate: string | null;
						createdAt: string | null;
						/** @description Changed by POST /api/auth/email */
						email: string | null;
						emailVerified: boolean;
						emergencyContact: {
							name: string;
							phone: string;
						} | null;
						namaLengkap: string;
						/** @description Changed by PUT /api/auth/phone */
						phone: string | null;
						/** @description Text messages go to a number that is verified, which PUT /api/auth/phone does too */
						phoneVerified: boolean;
						updatedAt: string | null;
						userId: number;
						/** @description 0 until something was told beyond the account */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiProfile: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiProfile: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					address?: {
						city: string;
						/** @default ID */
						country?: string;
						/**
						 * @description Kecamatan
						 * @default null
						 */
						district?: string | null;
						/** @default null */
						postalCode?: string | null;
						/** @default null */
						province?: string | null;
						/** @description Street, number, RT/RW */
						street: string;
					} | null;
					bio?: string | null;
					birthDate?: string | null;
					emergencyContact?: {
						name: string;
						/** @example +628123456789 */
						phone: string;
					} | null;
					namaLengkap?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						address: {
							city: string;
							country: string;
							district: string | null;
							postalCode: string | null;
							province: string | null;
							street: string;
						} | null;
						avatar: {
							contentType: string;
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description Null until a worker has made it */
							thumbnailUrl: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							url: string;
						} | null;
						bio: string | null;
						birthDate: string | null;
						createdAt: string | null;
						/** @description Changed by POST /api/auth/email */
						email: string | null;
						emailVerified: boolean;
						emergencyContact: {
							name: string;
							phone: string;
						} | null;
						namaLengkap: string;
						/** @description Changed by PUT /api/auth/phone */
						phone: string | null;
						/** @description Text messages go to a number that is verified, which PUT /api/auth/phone does too */
						phoneVerified: boolean;
						updatedAt: string | null;
						userId: number;
						/** @description 0 until something was told beyond the account */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiProfileAvatar: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"image/jpeg": string;
					"image/png": string;
					"image/webp": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	putApiProfileAvatar: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 5242880 bytes: PNG, JPEG or WebP, by content. The same holds in a form. */
		requestBody: {
			content: {
				"*/*": string;
				"multipart/form-data": {
					/** Format: binary */
					file: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						contentType: string;
						sha256: string;
						/** @description Bytes */
						size: number;
						/** @description Null until a worker has made it */
						thumbnailUrl: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						url: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiProfileAvatar: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiProfileAvatarThumbnail: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"image/webp": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiProfileCompleteness: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						missing: ("namaLengkap" | "email" | "phone" | "birthDate" | "address" | "emergencyContact" | "avatar" | "bio")[];
						percent: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiProfileExport: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/zip": string;
				};
			};
			/** @description It is being made */
			202: {
				headers: {
					/** @description Where to ask again */
					Location?: string;
					/** @description In how many seconds */
					"Retry-After"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description When the file goes; null while it is being made */
						expiresAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						requestedAt: string;
						/** @description Bytes */
						size: number | null;
						/** @enum {string} */
						status: "pending" | "ready" | "failed";
					};
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiProfileExport: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description One that is fresh is there */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description When the file goes; null while it is being made */
						expiresAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						requestedAt: string;
						/** @description Bytes */
						size: number | null;
						/** @enum {string} */
						status: "pending" | "ready" | "failed";
					};
				};
			};
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description When the file goes; null while it is being made */
						expiresAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						requestedAt: string;
						/** @description Bytes */
						size: number | null;
						/** @enum {string} */
						status: "pending" | "ready" | "failed";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiRegister: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					namaLengkap?: string;
					/** Format: password */
					password: string;
					/** @example employee */
					role: string;
					username: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportJobs: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				mine?: string;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
							bom: boolean;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							/**
							 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
							 * @enum {string}
							 */
							delimiter: "comma" | "semicolon";
							/** @description Null until there is a file, and after it was removed */
							downloadUrl: string | null;
							error: string | null;
							/** @description When the file is removed */
							expiresAt: string | null;
							fileName: string | null;
							finishedAt: string | null;
							/** @enum {string} */
							format: "json" | "csv" | "pdf";
							/** Format: uuid */
							id: string;
							keyId: string | null;
							/** @description As they were understood: aliases and defaults resolved */
							params: {
								[key: string]: unknown;
							};
							progress: number;
							report: string;
							requestedBy: number;
							sha256: string | null;
							/** @description Ed25519, base64; see /verify */
							signature: string | null;
							/** @description Bytes */
							size: number | null;
							startedAt: string | null;
							/** @enum {string} */
							status: "queued" | "running" | "completed" | "failed" | "cancelled";
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiReportJobs: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						/**
						 * @default DAILY
						 * @enum {string}
						 */
						groupBy?: "DAILY" | "WEEKLY" | "MONTHLY";
						shiftId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "consumption";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						departmentId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						shiftId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/** @enum {string} */
						status?: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "department";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						departmentId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						shiftId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "performance";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/** @description `next` of the answer before: the rows that follow it, whatever came in meanwhile; then `page` is not heeded */
						after?: string;
						/** @enum {string} */
						approvalStatus?: "PENDING" | "APPROVED" | "REJECTED";
						departmentId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						/** @default 50 */
						limit?: number;
						/** @default 1 */
						page?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "rejections";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-day";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-category";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-product";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-payment-method";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-outlet";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						operator_id?: number;
						/** @enum {string} */
						priority?: "urgent" | "high" | "normal" | "low";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "workorders";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						operator_id?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "operators";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/** @description `next` of the answer before: the rows that follow it, whatever came in meanwhile; then `page` is not heeded */
						after?: string;
						aksi?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						/** @description JSON: 50 when absent */
						limit?: number;
						/** @description JSON: 1 when absent */
						page?: number;
						/** @description Part of the action or of the detail, in any case */
						search?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
						userId?: number;
					};
					/** @constant */
					report: "audit-trail";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: {
						/** @example PM-20251001-001 */
						kodePesanan: string;
					};
					/** @constant */
					report: "order-history";
				} | {
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default {} */
					params?: Record<string, never>;
					/** @constant */
					report: "action-types";
				};
			};
		};
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportJobsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiReportJobsIdCancel: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportJobsIdDownload: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": string;
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiReportJobsIdRetry: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportJobsIdVerify: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						checks: {
							/** @enum {string} */
							check: "file" | "size" | "sha256" | "key" | "signature";
							ok: boolean;
						}[];
						/** @description The first check that failed */
						failedAt: ("file" | "size" | "sha256" | "key" | "signature") | null;
						/** @description Computed now from the stored bytes */
						found: {
							sha256: string;
							size: number;
						} | null;
						/** Format: uuid */
						jobId: string;
						keyId: string | null;
						/** @description PEM; verifies the signature over the text that the description tells */
						publicKey: string;
						recorded: {
							sha256: string | null;
							size: number | null;
						};
						signature: string | null;
						valid: boolean;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportSchedules: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							attach: boolean;
							/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
							bom: boolean;
							/** @description Runs without a report since the last one with one; at 3 somebody is told */
							consecutiveSkips: number;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							cron: string;
							/**
							 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
							 * @enum {string}
							 */
							delimiter: "comma" | "semicolon";
							/** @enum {string} */
							format: "json" | "csv" | "pdf";
							id: number;
							isActive: boolean;
							/** @description When a report was last begun for it */
							lastRunAt: string | null;
							lastSkippedAt: string | null;
							lastSkipReason: string | null;
							name: string;
							/** @description Null while it is not active */
							nextRunAt: string | null;
							/** @description In whose name and language the reports are made */
							ownerId: number;
							/** @description As given; resolved anew at each run */
							params: {
								[key: string]: unknown;
							};
							/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
							period: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
							recipients: string[];
							report: string;
							timezone: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiReportSchedules: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						/**
						 * @default DAILY
						 * @enum {string}
						 */
						groupBy?: "DAILY" | "WEEKLY" | "MONTHLY";
						shiftId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "consumption";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						departmentId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						shiftId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/** @enum {string} */
						status?: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "department";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						departmentId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						shiftId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "performance";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/** @description `next` of the answer before: the rows that follow it, whatever came in meanwhile; then `page` is not heeded */
						after?: string;
						/** @enum {string} */
						approvalStatus?: "PENDING" | "APPROVED" | "REJECTED";
						departmentId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						/** @default 50 */
						limit?: number;
						/** @default 1 */
						page?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "rejections";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "sales-day";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "sales-category";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "sales-product";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "sales-payment-method";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "sales-outlet";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						operator_id?: number;
						/** @enum {string} */
						priority?: "urgent" | "high" | "normal" | "low";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "workorders";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						operator_id?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "operators";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/** @description `next` of the answer before: the rows that follow it, whatever came in meanwhile; then `page` is not heeded */
						after?: string;
						aksi?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						/** @description JSON: 50 when absent */
						limit?: number;
						/** @description JSON: 1 when absent */
						page?: number;
						/** @description Part of the action or of the detail, in any case */
						search?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
						userId?: number;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients: string[];
					/** @constant */
					report: "audit-trail";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: {
						/** @example PM-20251001-001 */
						kodePesanan: string;
					};
					period?: null;
					recipients: string[];
					/** @constant */
					report: "order-history";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				} | {
					/**
					 * @description Attach files up to 5 MB; else the mail has a link
					 * @default true
					 */
					attach?: boolean;
					/**
					 * @description CSV: begin with a byte order mark, by which Excel recognises UTF-8
					 * @default false
					 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @default comma
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** @default true */
					isActive?: boolean;
					name?: string;
					/** @default {} */
					params?: Record<string, never>;
					period?: null;
					recipients: string[];
					/** @constant */
					report: "action-types";
					/**
					 * @description IANA
					 * @default Asia/Jakarta
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						attach: boolean;
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/** @description Runs without a report since the last one with one; at 3 somebody is told */
						consecutiveSkips: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						cron: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						id: number;
						isActive: boolean;
						/** @description When a report was last begun for it */
						lastRunAt: string | null;
						lastSkippedAt: string | null;
						lastSkipReason: string | null;
						name: string;
						/** @description Null while it is not active */
						nextRunAt: string | null;
						/** @description In whose name and language the reports are made */
						ownerId: number;
						/** @description As given; resolved anew at each run */
						params: {
							[key: string]: unknown;
						};
						/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
						period: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
						recipients: string[];
						report: string;
						timezone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportSchedulesId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						attach: boolean;
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/** @description Runs without a report since the last one with one; at 3 somebody is told */
						consecutiveSkips: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						cron: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						id: number;
						isActive: boolean;
						/** @description When a report was last begun for it */
						lastRunAt: string | null;
						lastSkippedAt: string | null;
						lastSkipReason: string | null;
						name: string;
						/** @description Null while it is not active */
						nextRunAt: string | null;
						/** @description In whose name and language the reports are made */
						ownerId: number;
						/** @description As given; resolved anew at each run */
						params: {
							[key: string]: unknown;
						};
						/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
						period: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
						recipients: string[];
						report: string;
						timezone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiReportSchedulesId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiReportSchedulesId: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Attach files up to 5 MB; else the mail has a link */
					attach?: boolean;
					/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
					bom?: boolean;
					/**
					 * @description Minute, hour, day of month, month, day of week
					 * @example 0 7 * * 1-5
					 */
					cron?: string;
					/**
					 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
					 * @enum {string}
					 */
					delimiter?: "comma" | "semicolon";
					/** @enum {string} */
					format?: "json" | "csv" | "pdf";
					isActive?: boolean;
					name?: string;
					params?: {
						[key: string]: unknown;
					};
					/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
					period?: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
					recipients?: string[];
					/**
					 * @description IANA
					 * @example Asia/Jakarta
					 */
					timezone?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						attach: boolean;
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/** @description Runs without a report since the last one with one; at 3 somebody is told */
						consecutiveSkips: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						cron: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						id: number;
						isActive: boolean;
						/** @description When a report was last begun for it */
						lastRunAt: string | null;
						lastSkippedAt: string | null;
						lastSkipReason: string | null;
						name: string;
						/** @description Null while it is not active */
						nextRunAt: string | null;
						/** @description In whose name and language the reports are made */
						ownerId: number;
						/** @description As given; resolved anew at each run */
						params: {
							[key: string]: unknown;
						};
						/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
						period: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
						recipients: string[];
						report: string;
						timezone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiReportSchedulesIdRun: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			202: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						dueAt: string;
						/** Format: uuid */
						id: string;
						/** @description Null for a moment after it became due, and when it was skipped */
						reportJobId: string | null;
						/** @description Why no report was made */
						skipped: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportSchedulesIdRuns: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							dueAt: string;
							/** Format: uuid */
							id: string;
							/** @description Null for a moment after it became due, and when it was skipped */
							reportJobId: string | null;
							/** @description Why no report was made */
							skipped: string | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiReportSchedulesIdTakeOver: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						attach: boolean;
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/** @description Runs without a report since the last one with one; at 3 somebody is told */
						consecutiveSkips: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						cron: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						id: number;
						isActive: boolean;
						/** @description When a report was last begun for it */
						lastRunAt: string | null;
						lastSkippedAt: string | null;
						lastSkipReason: string | null;
						name: string;
						/** @description Null while it is not active */
						nextRunAt: string | null;
						/** @description In whose name and language the reports are made */
						ownerId: number;
						/** @description As given; resolved anew at each run */
						params: {
							[key: string]: unknown;
						};
						/** @description The days that a run is about, reckoned when it is due, by the clocks of `timezone`; `last-7-days` and `last-30-days` include today. Without it and without dates in `params`: `yesterday` when runs are up to two days apart, `last-7-days` up to eight, else `last-month`. */
						period: ("today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month") | null;
						recipients: string[];
						report: string;
						timezone: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportSchedulesNextRuns: {
		parameters: {
			query?: {
				cron?: string;
				period?: "today" | "yesterday" | "last-7-days" | "last-30-days" | "this-week" | "last-week" | "this-month" | "last-month";
				timezone?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							/** @description What the clocks of `timezone` show then, `2027-03-02T07:00` */
							local: string;
							tanggalAkhir: string | null;
							/** @description First day of `period` in that run; null without `period` */
							tanggalMulai: string | null;
							utcOffsetMinutes: number;
						}[];
						timezone: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiReportTables: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						/**
						 * @default DAILY
						 * @enum {string}
						 */
						groupBy?: "DAILY" | "WEEKLY" | "MONTHLY";
						shiftId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "consumption";
				} | {
					/** @default {} */
					params?: {
						departmentId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						shiftId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/** @enum {string} */
						status?: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "department";
				} | {
					/** @default {} */
					params?: {
						departmentId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						shiftId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "performance";
				} | {
					/** @default {} */
					params?: {
						/** @description `next` of the answer before: the rows that follow it, whatever came in meanwhile; then `page` is not heeded */
						after?: string;
						/** @enum {string} */
						approvalStatus?: "PENDING" | "APPROVED" | "REJECTED";
						departmentId?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						/** @default 50 */
						limit?: number;
						/** @default 1 */
						page?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "rejections";
				} | {
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-day";
				} | {
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-category";
				} | {
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-product";
				} | {
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-payment-method";
				} | {
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						outletId?: number;
						/** @enum {string} */
						paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "sales-outlet";
				} | {
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						operator_id?: number;
						/** @enum {string} */
						priority?: "urgent" | "high" | "normal" | "low";
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "workorders";
				} | {
					/** @default {} */
					params?: {
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						operator_id?: number;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
					};
					/** @constant */
					report: "operators";
				} | {
					/** @default {} */
					params?: {
						/** @description `next` of the answer before: the rows that follow it, whatever came in meanwhile; then `page` is not heeded */
						after?: string;
						aksi?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						endDate?: string;
						/** @description JSON: 50 when absent */
						limit?: number;
						/** @description JSON: 1 when absent */
						page?: number;
						/** @description Part of the action or of the detail, in any case */
						search?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						startDate?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalAkhir?: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						tanggalMulai?: string;
						userId?: number;
					};
					/** @constant */
					report: "audit-trail";
				} | {
					/** @default {} */
					params?: {
						/** @example PM-20251001-001 */
						kodePesanan: string;
					};
					/** @constant */
					report: "order-history";
				} | {
					/** @default {} */
					params?: Record<string, never>;
					/** @constant */
					report: "action-types";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						chart: {
							/** @enum {string} */
							kind: "bars" | "lines" | "shares";
							labels: string[];
							series: {
								name: string;
								values: (number | null)[];
							}[];
							title: string;
						} | null;
						columns: {
							/** @enum {string} */
							format: "text" | "integer" | "decimal1" | "percent" | "date" | "instant" | "instant-with-seconds";
							header: string;
							key: string;
						}[];
						/** @description There are more rows; a report job makes them all */
						isCut: boolean;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						readAt: string;
						report: string;
						/** @description In the order of the columns */
						rows: (string | number | boolean | null)[][];
						title: string;
						/** @description In the order of the columns */
						totals: (number | null)[] | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReports: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							columns: string[];
							inputs: {
								choices: {
									label: string;
									value: string;
								}[] | null;
								/** @description What holds when it is not given */
								default: string | null;
								/** @enum {string} */
								kind: "text" | "integer" | "date" | "choice";
								label: string;
								maxLength: number | null;
								name: string;
								/** @description Whose ids it takes: `shift`, `department`, `outlet`, `operator`, `action` */
								of: string | null;
								required: boolean;
							}[];
							/** @description As `report` in jobs and schedules */
							name: string;
							path: string;
							takesDates: boolean;
							title: string;
						}[];
						/** @description The business day of now */
						today: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsAuditTrail: {
		parameters: {
			query?: {
				after?: string;
				aksi?: string;
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				limit?: number;
				page?: number;
				search?: string;
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
				userId?: number;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							aksi: string;
							detail: string;
							id: number;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							timestamp: string;
							user: {
								departmentId: number | null;
								id: number;
								jabatanId: number | null;
								namaLengkap: string;
								nomorIndukKaryawan: string | null;
								roleAccess: string;
							} | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsAuditTrailActionTypes: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				format?: "json" | "csv" | "pdf";
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": string[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsAuditTrailOrderKodePesanan: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				format?: "json" | "csv" | "pdf";
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path: {
				kodePesanan: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						aksi: string;
						detail: string;
						id: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						timestamp: string;
						user: {
							id: number;
							namaLengkap: string;
							nomorIndukKaryawan: string | null;
							roleAccess: string;
						} | null;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsConsumption: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				groupBy?: "DAILY" | "WEEKLY" | "MONTHLY";
				shiftId?: number;
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description First day of the period; a week begins on Monday */
						period: string;
						totalMeals: number;
						totalOrders: number;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsDepartment: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				departmentId?: number;
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				shiftId?: number;
				startDate?: string;
				status?: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						departmentId: number;
						departmentName: string;
						/** @description Share of the orders listed; the shares sum to 100 */
						percentage: number;
						totalMeals: number;
						totalOrders: number;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsOperators: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				operator_id?: number;
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description From creation to completion, one decimal */
						avg_lead_time_hours: number | null;
						/** @description Orders that this operator had when they were completed */
						completed_orders: number;
						/** @description Pieces made by this operator, of any completed order */
						completed_quantity: number;
						late_orders: number;
						on_time_orders: number;
						operator_id: number;
						operator_name: string;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsPerformance: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				departmentId?: number;
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				shiftId?: number;
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						byDepartment: {
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgDeliveryTimeMinutes: number;
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgPreparationTimeMinutes: number;
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgProcessingTimeMinutes: number;
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgTotalDurationMinutes: number;
							count: number;
							departmentId: number;
							departmentName: string;
						}[];
						byShift: {
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgDeliveryTimeMinutes: number;
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgPreparationTimeMinutes: number;
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgProcessingTimeMinutes: number;
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgTotalDurationMinutes: number;
							count: number;
							shiftId: number;
							shiftName: string;
						}[];
						overall: {
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgDeliveryTimeMinutes: number;
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgPreparationTimeMinutes: number;
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgProcessingTimeMinutes: number;
							/** @description Minutes, one decimal; 0 when no order has both times */
							avgTotalDurationMinutes: number;
							count: number;
						};
					};
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsRejections: {
		parameters: {
			query?: {
				after?: string;
				approvalStatus?: "PENDING" | "APPROVED" | "REJECTED";
				bom?: string;
				delimiter?: "comma" | "semicolon";
				departmentId?: number;
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				limit?: number;
				page?: number;
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description What became of the latest request */
							approvalStatus: ("PENDING" | "APPROVED" | "REJECTED") | null;
							catatanAdmin: string | null;
							catatanDapur: string | null;
							departmentId: number;
							departmentName: string;
							id: number;
							/** @description While an edit is pending already the new quantity */
							jumlahPesanan: number;
							/** @description As first ordered */
							jumlahPesananAwal: number;
							karyawanPemesanId: number;
							/** @example PM-20251001-001 */
							kodePesanan: string;
							requestType: ("REJECT" | "EDIT") | null;
							/** @description An administrator has to decide on a request */
							requiresApproval: boolean;
							shiftId: number;
							shiftName: string;
							/** @enum {string} */
							statusPesanan: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							tanggalPesanan: string;
							version: number;
							/** @description Delivery took it */
							waktuDiantar: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							waktuDibuat: string;
							/** @description The kitchen began */
							waktuDiproses: string | null;
							waktuSelesai: string | null;
							waktuSiap: string | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsSalesCategory: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				outletId?: number;
				paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						categoryId: number | null;
						categoryName: string | null;
						/** @description Share of the sales listed; the shares sum to 100 */
						percentage: number;
						totalAmount: number;
						totalQuantity: number;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsSalesDay: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				outletId?: number;
				paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						date: string;
						totalAmount: number;
						totalOrders: number;
						totalQuantity: number;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsSalesOutlet: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				outletId?: number;
				paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						outletId: number | null;
						outletName: string | null;
						/** @description Share of the sales listed; the shares sum to 100 */
						percentage: number;
						totalAmount: number;
						totalOrders: number;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsSalesPaymentMethod: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				outletId?: number;
				paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @enum {string} */
						paymentMethod: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/** @description Share of the sales listed; the shares sum to 100 */
						percentage: number;
						totalAmount: number;
						totalOrders: number;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsSalesProduct: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				outletId?: number;
				paymentMethod?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Share of the sales listed; the shares sum to 100 */
						percentage: number;
						productId: number;
						productName: string;
						totalAmount: number;
						/** @description Orders that hold it */
						totalOrders: number;
						totalQuantity: number;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiReportsWorkorders: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				operator_id?: number;
				priority?: "urgent" | "high" | "normal" | "low";
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Pieces made */
						completed_quantity: number;
						/** @description Open and past their deadline */
						overdue_orders: number;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						total_orders: number;
						/** @description Pieces ordered */
						total_quantity: number;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiRvmAlarms: {
		parameters: {
			query?: {
				after?: string;
				kind?: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
				limit?: number;
				open?: string;
				page?: number;
				rvmId?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							acknowledgedAt: string | null;
							acknowledgedBy: number | null;
							clearedAt: string | null;
							/** @description null: by the machine, which was well again */
							clearedBy: number | null;
							code: string;
							id: number;
							/** @enum {string} */
							kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
							/** @description What the machine said when it was raised */
							message: string | null;
							note: string | null;
							outletId: number | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							raisedAt: string;
							rvmId: number;
							/** @enum {string} */
							state: "raised" | "acknowledged" | "cleared";
							/** @description What was opened for it */
							workOrder: {
								id: number;
								number: string;
							} | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiRvmAlarmsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						acknowledgedAt: string | null;
						acknowledgedBy: number | null;
						clearedAt: string | null;
						/** @description null: by the machine, which was well again */
						clearedBy: number | null;
						code: string;
						id: number;
						/** @enum {string} */
						kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
						/** @description What the machine said when it was raised */
						message: string | null;
						note: string | null;
						outletId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						raisedAt: string;
						rvmId: number;
						/** @enum {string} */
						state: "raised" | "acknowledged" | "cleared";
						/** @description What was opened for it */
						workOrder: {
							id: number;
							number: string;
						} | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiRvmAlarmsIdAcknowledge: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						acknowledgedAt: string | null;
						acknowledgedBy: number | null;
						clearedAt: string | null;
						/** @description null: by the machine, which was well again */
						clearedBy: number | null;
						code: string;
						id: number;
						/** @enum {string} */
						kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
						/** @description What the machine said when it was raised */
						message: string | null;
						note: string | null;
						outletId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						raisedAt: string;
						rvmId: number;
						/** @enum {string} */
						state: "raised" | "acknowledged" | "cleared";
						/** @description What was opened for it */
						workOrder: {
							id: number;
							number: string;
						} | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiRvmAlarmsIdClear: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description What was done
					 * @default null
					 */
					note?: string | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						acknowledgedAt: string | null;
						acknowledgedBy: number | null;
						clearedAt: string | null;
						/** @description null: by the machine, which was well again */
						clearedBy: number | null;
						code: string;
						id: number;
						/** @enum {string} */
						kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
						/** @description What the machine said when it was raised */
						message: string | null;
						note: string | null;
						outletId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						raisedAt: string;
						rvmId: number;
						/** @enum {string} */
						state: "raised" | "acknowledged" | "cleared";
						/** @description What was opened for it */
						workOrder: {
							id: number;
							number: string;
						} | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiRvms: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				outletId?: number;
				page?: number;
				q?: string;
				sort?: "added" | "worst";
				status?: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description Those that are not over: at most one of each kind */
							alarms: {
								acknowledgedAt: string | null;
								acknowledgedBy: number | null;
								clearedAt: string | null;
								/** @description null: by the machine, which was well again */
								clearedBy: number | null;
								id: number;
								/** @enum {string} */
								kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
								/** @description What the machine said when it was raised */
								message: string | null;
								note: string | null;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								raisedAt: string;
								/** @enum {string} */
								state: "raised" | "acknowledged" | "cleared";
								/** @description What was opened for it */
								workOrder: {
									id: number;
									number: string;
								} | null;
							}[];
							capacity: number;
							code: string;
							/** @description What they have grown by since it was added, also over their being set back */
							collected: {
								[key: string]: number;
							};
							/** @description As the machine said them last */
							counters: {
								[key: string]: number;
							};
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							fillPercent: number | null;
							id: number;
							lastHeardAt: string | null;
							location: {
								address: string;
								lat: number | null;
								lng: number | null;
							};
							message: string | null;
							name: string;
							outletId: number | null;
							override: {
								/** @description The user */
								by: number | null;
								reason: string | null;
								/** @enum {string} */
								status: "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								until: string;
							} | null;
							/** @description By the clock of the machine, which nothing is decided by */
							reportedAt: string | null;
							/** @description What the machine itself said last */
							reportedStatus: ("ONLINE" | "FULL" | "FAULT" | "MAINTENANCE") | null;
							/**
							 * @description UNKNOWN was never heard; OFFLINE has fallen silent, by the clock of the database
							 * @enum {string}
							 */
							status: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
							/**
							 * @description What the status is without the override; the same when there is none
							 * @enum {string}
							 */
							statusBeneath: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							statusSince: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiRvms: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description How many pieces fit in */
					capacity: number;
					/**
					 * @description What stands on the machine; unique, whatever its case
					 * @example RVM-JKT-001
					 */
					code: string;
					location: {
						/** @example Jl. Sudirman 1, Jakarta */
						address: string;
						/** @default null */
						lat?: number | null;
						/** @default null */
						lng?: number | null;
					};
					/** @example RVM Lobi Utara */
					name: string;
					/**
					 * @description The outlet at which it stands
					 * @default null
					 */
					outletId?: number | null;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Those that are not over: at most one of each kind */
						alarms: {
							acknowledgedAt: string | null;
							acknowledgedBy: number | null;
							clearedAt: string | null;
							/** @description null: by the machine, which was well again */
							clearedBy: number | null;
							id: number;
							/** @enum {string} */
							kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
							/** @description What the machine said when it was raised */
							message: string | null;
							note: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							raisedAt: string;
							/** @enum {string} */
							state: "raised" | "acknowledged" | "cleared";
							/** @description What was opened for it */
							workOrder: {
								id: number;
								number: string;
							} | null;
						}[];
						capacity: number;
						code: string;
						/** @description What they have grown by since it was added, also over their being set back */
						collected: {
							[key: string]: number;
						};
						/** @description As the machine said them last */
						counters: {
							[key: string]: number;
						};
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						fillPercent: number | null;
						id: number;
						lastHeardAt: string | null;
						location: {
							address: string;
							lat: number | null;
							lng: number | null;
						};
						message: string | null;
						name: string;
						outletId: number | null;
						override: {
							/** @description The user */
							by: number | null;
							reason: string | null;
							/** @enum {string} */
							status: "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							until: string;
						} | null;
						/** @description By the clock of the machine, which nothing is decided by */
						reportedAt: string | null;
						/** @description What the machine itself said last */
						reportedStatus: ("ONLINE" | "FULL" | "FAULT" | "MAINTENANCE") | null;
						/**
						 * @description UNKNOWN was never heard; OFFLINE has fallen silent, by the clock of the database
						 * @enum {string}
						 */
						status: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						/**
						 * @description What the status is without the override; the same when there is none
						 * @enum {string}
						 */
						statusBeneath: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						statusSince: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiRvmsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Those that are not over: at most one of each kind */
						alarms: {
							acknowledgedAt: string | null;
							acknowledgedBy: number | null;
							clearedAt: string | null;
							/** @description null: by the machine, which was well again */
							clearedBy: number | null;
							id: number;
							/** @enum {string} */
							kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
							/** @description What the machine said when it was raised */
							message: string | null;
							note: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							raisedAt: string;
							/** @enum {string} */
							state: "raised" | "acknowledged" | "cleared";
							/** @description What was opened for it */
							workOrder: {
								id: number;
								number: string;
							} | null;
						}[];
						capacity: number;
						code: string;
						/** @description What they have grown by since it was added, also over their being set back */
						collected: {
							[key: string]: number;
						};
						/** @description As the machine said them last */
						counters: {
							[key: string]: number;
						};
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						fillPercent: number | null;
						id: number;
						lastHeardAt: string | null;
						location: {
							address: string;
							lat: number | null;
							lng: number | null;
						};
						message: string | null;
						name: string;
						outletId: number | null;
						override: {
							/** @description The user */
							by: number | null;
							reason: string | null;
							/** @enum {string} */
							status: "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							until: string;
						} | null;
						/** @description By the clock of the machine, which nothing is decided by */
						reportedAt: string | null;
						/** @description What the machine itself said last */
						reportedStatus: ("ONLINE" | "FULL" | "FAULT" | "MAINTENANCE") | null;
						/**
						 * @description UNKNOWN was never heard; OFFLINE has fallen silent, by the clock of the database
						 * @enum {string}
						 */
						status: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						/**
						 * @description What the status is without the override; the same when there is none
						 * @enum {string}
						 */
						statusBeneath: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						statusSince: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiRvmsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	patchApiRvmsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description How many pieces fit in */
					capacity?: number;
					code?: string;
					location?: {
						/** @example Jl. Sudirman 1, Jakarta */
						address: string;
						/** @default null */
						lat?: number | null;
						/** @default null */
						lng?: number | null;
					};
					name?: string;
					outletId?: number | null;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Those that are not over: at most one of each kind */
						alarms: {
							acknowledgedAt: string | null;
							acknowledgedBy: number | null;
							clearedAt: string | null;
							/** @description null: by the machine, which was well again */
							clearedBy: number | null;
							id: number;
							/** @enum {string} */
							kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
							/** @description What the machine said when it was raised */
							message: string | null;
							note: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							raisedAt: string;
							/** @enum {string} */
							state: "raised" | "acknowledged" | "cleared";
							/** @description What was opened for it */
							workOrder: {
								id: number;
								number: string;
							} | null;
						}[];
						capacity: number;
						code: string;
						/** @description What they have grown by since it was added, also over their being set back */
						collected: {
							[key: string]: number;
						};
						/** @description As the machine said them last */
						counters: {
							[key: string]: number;
						};
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						fillPercent: number | null;
						id: number;
						lastHeardAt: string | null;
						location: {
							address: string;
							lat: number | null;
							lng: number | null;
						};
						message: string | null;
						name: string;
						outletId: number | null;
						override: {
							/** @description The user */
							by: number | null;
							reason: string | null;
							/** @enum {string} */
							status: "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							until: string;
						} | null;
						/** @description By the clock of the machine, which nothing is decided by */
						reportedAt: string | null;
						/** @description What the machine itself said last */
						reportedStatus: ("ONLINE" | "FULL" | "FAULT" | "MAINTENANCE") | null;
						/**
						 * @description UNKNOWN was never heard; OFFLINE has fallen silent, by the clock of the database
						 * @enum {string}
						 */
						status: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						/**
						 * @description What the status is without the override; the same when there is none
						 * @enum {string}
						 */
						statusBeneath: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						statusSince: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiRvmsIdDeviceTokens: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							abilities: string[];
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							expiresAt: string;
							/** Format: uuid */
							id: string;
							/** @enum {string} */
							kind: "personal" | "device";
							/** @description To the minute */
							lastUsedAt: string | null;
							name: string;
							revokedAt: string | null;
							/** @description The machine */
							subject: {
								id: number;
								kind: string;
							} | null;
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiRvmsIdDeviceTokens: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description At most 1830 days from now; 366 days when absent
					 * @default null
					 */
					expiresAt?: string | null;
					/** @description By which it is known in lists; the code of the machine when absent */
					name?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						abilities: string[];
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						expiresAt: string;
						/** Format: uuid */
						id: string;
						/** @enum {string} */
						kind: "personal" | "device";
						/** @description To the minute */
						lastUsedAt: string | null;
						name: string;
						revokedAt: string | null;
						/** @description The machine */
						subject: {
							id: number;
							kind: string;
						} | null;
						/** @description Shown this once */
						token: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiRvmsIdDeviceTokensTokenId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
				tokenId: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiRvmsIdHeartbeat: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						/** @description The machine is to give a sign of life at least so often */
						reportEverySeconds: number;
						/**
						 * @description How the machine is shown now
						 * @enum {string}
						 */
						status: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiRvmsIdHistory: {
		parameters: {
			query?: {
				after?: string;
				changes?: string;
				from?: string;
				limit?: number;
				page?: number;
				to?: string;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @description By the clock of the database
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							/** @description The user */
							by: number | null;
							/** @enum {string} */
							cause: "report" | "heartbeat" | "silence" | "override" | "override-end";
							counters: {
								[key: string]: number;
							} | null;
							/** @description A counter went backwards: what it shows is what it has counted since it was set back */
							countersReset: boolean;
							/** @description What the counters have grown by */
							deltas: {
								[key: string]: number;
							} | null;
							fillPercent: number | null;
							id: number;
							isLate: boolean;
							message: string | null;
							/** @description null when the status stayed */
							previousStatus: ("UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE") | null;
							reportedAt: string | null;
							reportedStatus: ("ONLINE" | "FULL" | "FAULT" | "MAINTENANCE") | null;
							seq: number | null;
							/**
							 * @description From then on
							 * @enum {string}
							 */
							status: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiRvmsIdOverride: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @default null */
					reason?: string | null;
					/** @enum {string} */
					status: "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
					/**
					 * Format: date-time
					 * @description To come, and at most 30 days from now
					 */
					until: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Those that are not over: at most one of each kind */
						alarms: {
							acknowledgedAt: string | null;
							acknowledgedBy: number | null;
							clearedAt: string | null;
							/** @description null: by the machine, which was well again */
							clearedBy: number | null;
							id: number;
							/** @enum {string} */
							kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
							/** @description What the machine said when it was raised */
							message: string | null;
							note: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							raisedAt: string;
							/** @enum {string} */
							state: "raised" | "acknowledged" | "cleared";
							/** @description What was opened for it */
							workOrder: {
								id: number;
								number: string;
							} | null;
						}[];
						capacity: number;
						code: string;
						/** @description What they have grown by since it was added, also over their being set back */
						collected: {
							[key: string]: number;
						};
						/** @description As the machine said them last */
						counters: {
							[key: string]: number;
						};
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						fillPercent: number | null;
						id: number;
						lastHeardAt: string | null;
						location: {
							address: string;
							lat: number | null;
							lng: number | null;
						};
						message: string | null;
						name: string;
						outletId: number | null;
						override: {
							/** @description The user */
							by: number | null;
							reason: string | null;
							/** @enum {string} */
							status: "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							until: string;
						} | null;
						/** @description By the clock of the machine, which nothing is decided by */
						reportedAt: string | null;
						/** @description What the machine itself said last */
						reportedStatus: ("ONLINE" | "FULL" | "FAULT" | "MAINTENANCE") | null;
						/**
						 * @description UNKNOWN was never heard; OFFLINE has fallen silent, by the clock of the database
						 * @enum {string}
						 */
						status: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						/**
						 * @description What the status is without the override; the same when there is none
						 * @enum {string}
						 */
						statusBeneath: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						statusSince: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiRvmsIdOverride: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiRvmsIdStatus: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description What the machine has counted since it was made, by material; what is not named stays
					 * @example {
					 *       "PET": 120,
					 *       "CAN": 45
					 *     }
					 */
					counters?: {
						[key: string]: number;
					};
					/** @description What is not said stays as it was */
					fillPercent?: number;
					/**
					 * @description For whoever comes to see, such as the code of a fault
					 * @default null
					 */
					message?: string | null;
					/**
					 * Format: date-time
					 * @description By the clock of the machine; it is kept, and decides nothing
					 */
					reportedAt?: string;
					/** @description Grows with each report by this token, also over restarts of the machine. A report that is older than one before it is kept in the history alone; the same one again changes nothing */
					seq?: number;
					/** @enum {string} */
					status: "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						/** @description Another report with a higher seq had come before: this one is in the history alone */
						isLate: boolean;
						/** @description The machine is to give a sign of life at least so often */
						reportEverySeconds: number;
						/**
						 * @description How the machine is shown now
						 * @enum {string}
						 */
						status: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiRvmsCounts: {
		parameters: {
			query?: {
				outletId?: number;
				q?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						[key: string]: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiSearch: {
		parameters: {
			query: {
				q: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description By what it is told from others of that name */
							detail: string;
							id: number;
							/** @description order, sale, work-order, machine or user */
							kind: string;
							title: string;
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiShifts: {
		parameters: {
			query?: {
				isActive?: "true" | "false";
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @example 07:00 */
							endsAt: string;
							id: number;
							isActive: boolean;
							name: string;
							/** @example 07:00 */
							startsAt: string;
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiShifts: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @example 07:00 */
					endsAt: string;
					name: string;
					/** @example 07:00 */
					startsAt: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @example 07:00 */
						endsAt: string;
						id: number;
						isActive: boolean;
						name: string;
						/** @example 07:00 */
						startsAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiShiftsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @example 07:00 */
						endsAt: string;
						id: number;
						isActive: boolean;
						name: string;
						/** @example 07:00 */
						startsAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiShiftsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @example 07:00 */
					endsAt?: string;
					isActive?: boolean;
					name?: string;
					/** @example 07:00 */
					startsAt?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @example 07:00 */
						endsAt: string;
						id: number;
						isActive: boolean;
						name: string;
						/** @example 07:00 */
						startsAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiSigningKey: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @constant */
						algorithm: "Ed25519";
						keyId: string;
						publicKeyPem: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiTraceKindKey: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				key: string;
				kind: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						audit: {
							action: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							detail: string;
							/** Format: uuid */
							eventId: string;
							/** @description By which the trail proves it, in hexadecimal */
							hash: string;
							id: number;
							seq: number;
							userId: number | null;
						}[];
						/** @description False when there is more of something than the latest 200 */
						complete: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description Those of the last 72 hours, the oldest first */
						events: {
							actorId: number | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							correlationId: string | null;
							/** Format: uuid */
							id: string;
							name: string;
							/** @description Consumers that refuse it, and its dead letters */
							refused: {
								consumer: string;
								error: string;
								letter: string;
							}[];
							/** @description Its number in the log; null until it has one */
							seq: number | null;
							/** @description Consumers that have not had it yet */
							waits: string[];
						}[];
						files: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							contentType: string;
							name: string;
							sha256: string | null;
							size: number;
						}[];
						/** @description Where a step is missing */
						gaps: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							/**
							 * @description no_event: there is neither an event nor an audit line of it. unnumbered: a committed event that the relay has not numbered. not_delivered: a consumer has not had an event for half a minute. refused: a consumer has given it up, or stands still before it. job_dead: given up. job_late: nobody is at it. mail_failed: somebody was not told.
							 * @enum {string}
							 */
							kind: "no_event" | "unnumbered" | "not_delivered" | "refused" | "job_dead" | "job_late" | "mail_failed";
							/** @description The dead letter by which it can be tried again */
							letter: string | null;
							/** @description The event, job or notification */
							what: string;
							/** @description The consumer, queue or channel */
							where: string | null;
						}[];
						jobs: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							/** @description Tries that failed */
							attempts: number;
							finishedAt: string | null;
							lastError: string | null;
							name: string;
							queue: string;
							/** @enum {string} */
							state: "pending" | "enqueued" | "done" | "dead" | "cancelled";
							/** Format: uuid */
							uid: string;
						}[];
						key: string;
						kind: string;
						mails: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							attempts: number;
							/** @enum {string} */
							channel: "email" | "sms" | "inApp";
							error: string | null;
							/** Format: uuid */
							id: string;
							notification: string | null;
							sentAt: string | null;
							/** @enum {string} */
							status: "planned" | "sending" | "sent" | "failed" | "skipped";
							userId: number | null;
						}[];
						status: string;
						title: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiUsers: {
		parameters: {
			query?: {
				after?: string;
				isActive?: "true" | "false";
				limit?: number;
				page?: number;
				role?: string;
				search?: string;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							createdAt: string;
							departmentId: number | null;
							email: string | null;
							id: number;
							isActive: boolean;
							jabatanId: number | null;
							karyawanId: number | null;
							/** @enum {string} */
							language: "id" | "en";
							mustChangePassword: boolean;
							namaLengkap: string;
							nik: string | null;
							phone: string | null;
							role: string;
							roleLabel: string;
							roles: string[];
							scopedRoles: {
								clinicId: number | null;
								departmentId: number | null;
								outletId: number | null;
								role: string;
							}[];
							servedDepartmentIds: number[];
							timeZone: string | null;
							updatedAt: string;
							username: string | null;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiUsers: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					departmentId?: number;
					/** Format: email */
					email?: string;
					jabatanId?: number;
					namaLengkap: string;
					nik: string;
					/** Format: password */
					password: string;
					/** @example +628123456789 */
					phone?: string;
					/** @example employee */
					role: string;
					username?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiUsersId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiUsersId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	postApiUsersIdResetPassword: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						temporaryPassword: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiUsersIdRole: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @example employee */
					role: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiUsersIdStatus: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					isActive: boolean;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiUsersIdStatusPreview: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					isActive: boolean;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description The first 20 of these users */
						examples: {
							gained: string[];
							id: number;
							lost: string[];
							name: string;
						}[];
						/** @description How many users would lose and gain each */
						rights: {
							gained: number;
							lost: number;
							right: string;
						}[];
						/** @description Sessions that would end */
						sessions: number;
						/** @description Connections that would end or come back; null when nobody knows now */
						sockets: number | null;
						/** @description Whose rights would change */
						users: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1Categories: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							id: number;
							name: string;
							version: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiV1Categories: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					name: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1CategoriesId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiV1CategoriesId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					name?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: number;
						name: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1DisplayTokens: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							expiresAt: string | null;
							id: string;
							label: string;
							/** @description When it came last, to the minute */
							lastSeenAt: string | null;
							outletId: number | null;
							revokedAt: string | null;
							/** @enum {string} */
							screen: "sales" | "kitchen" | "orders" | "dashboard" | "machines";
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiV1DisplayTokens: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description It lives until it is revoked when absent
					 * @default null
					 */
					expiresAt?: string | null;
					/** @description Where it hangs, for those who read the list */
					label: string;
					/**
					 * @description The only outlet whose sales or machines it shows; all when absent
					 * @default null
					 */
					outletId?: number | null;
					/**
					 * @description What it shows: the order feed of the point of sale, or that screen of the console
					 * @default sales
					 * @enum {string}
					 */
					screen?: "sales" | "kitchen" | "orders" | "dashboard" | "machines";
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						expiresAt: string | null;
						id: string;
						label: string;
						/** @description When it came last, to the minute */
						lastSeenAt: string | null;
						outletId: number | null;
						revokedAt: string | null;
						/** @enum {string} */
						screen: "sales" | "kitchen" | "orders" | "dashboard" | "machines";
						/** @description Shown this once */
						token: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiV1DisplayTokensId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1DisplayTokensCurrent: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						id: string;
						label: string;
						/** @description What it may read; it changes nothing */
						permissions: string[];
						/** @enum {string} */
						screen: "sales" | "kitchen" | "orders" | "dashboard" | "machines";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1Orders: {
		parameters: {
			query?: {
				after?: string;
				date?: string;
				endDate?: string;
				limit?: number;
				outlet_id?: number;
				page?: number;
				payment_method?: "CASH" | "CARD" | "QRIS" | "TRANSFER";
				startDate?: string;
				status?: "new" | "preparing" | "ready" | "completed" | "cancelled";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: ({
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							date: string;
							id: number;
							/** @example INV-20231103-0001 */
							invoice_number: string;
							outlet_id: number | null;
							/** @enum {string} */
							payment_method: "CASH" | "CARD" | "QRIS" | "TRANSFER";
							/** @enum {string} */
							status: "new" | "preparing" | "ready" | "completed" | "cancelled";
							/** @description Rupiah; all items, also those without a category */
							total_amount: number;
						} & {
							[key: string]: {
								/** @description Names of the products */
								items: string[];
								quantity: number;
								total_amount: number;
							};
						})[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiV1Orders: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description What somebody was told that it costs: when it costs something else now, nothing is sold */
					expected_total_amount?: number;
					items: {
						product_id: number;
						qty: number;
					}[];
					/** @default null */
					outlet_id?: number | null;
					/** @enum {string} */
					payment_method: "CASH" | "CARD" | "QRIS" | "TRANSFER";
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						date: string;
						id: number;
						/** @example INV-20231103-0001 */
						invoice_number: string;
						outlet_id: number | null;
						/** @enum {string} */
						payment_method: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/** @enum {string} */
						status: "new" | "preparing" | "ready" | "completed" | "cancelled";
						/** @description Rupiah; all items, also those without a category */
						total_amount: number;
					} & {
						[key: string]: {
							/** @description Names of the products */
							items: string[];
							quantity: number;
							total_amount: number;
						};
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1OrdersInvoice: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				invoice: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						date: string;
						id: number;
						/** @example INV-20231103-0001 */
						invoice_number: string;
						outlet_id: number | null;
						/** @enum {string} */
						payment_method: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/** @enum {string} */
						status: "new" | "preparing" | "ready" | "completed" | "cancelled";
						/** @description Rupiah; all items, also those without a category */
						total_amount: number;
					} & {
						[key: string]: {
							/** @description Names of the products */
							items: string[];
							quantity: number;
							total_amount: number;
						};
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiV1OrdersInvoice: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				invoice: string;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description What somebody was told that it costs: when it costs something else now, nothing is sold */
					expected_total_amount?: number;
					items: {
						product_id: number;
						qty: number;
					}[];
					/** @default null */
					outlet_id?: number | null;
					/** @enum {string} */
					payment_method: "CASH" | "CARD" | "QRIS" | "TRANSFER";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						date: string;
						id: number;
						/** @example INV-20231103-0001 */
						invoice_number: string;
						outlet_id: number | null;
						/** @enum {string} */
						payment_method: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/** @enum {string} */
						status: "new" | "preparing" | "ready" | "completed" | "cancelled";
						/** @description Rupiah; all items, also those without a category */
						total_amount: number;
					} & {
						[key: string]: {
							/** @description Names of the products */
							items: string[];
							quantity: number;
							total_amount: number;
						};
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiV1OrdersInvoice: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				invoice: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1OrdersInvoiceHistory: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				invoice: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @enum {string} */
						action: "status" | "updated" | "deleted";
						/** @description The order until then */
						before: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							/**
							 * Format: date
							 * @example 2025-10-01
							 */
							date: string;
							id: number;
							/** @example INV-20231103-0001 */
							invoice_number: string;
							outlet_id: number | null;
							/** @enum {string} */
							payment_method: "CASH" | "CARD" | "QRIS" | "TRANSFER";
							/** @enum {string} */
							status: "new" | "preparing" | "ready" | "completed" | "cancelled";
							/** @description Rupiah; all items, also those without a category */
							total_amount: number;
						} & {
							[key: string]: {
								/** @description Names of the products */
								items: string[];
								quantity: number;
								total_amount: number;
							};
						};
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						changed_at: string;
						/** @description The user */
						changed_by: number;
					}[];
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1OrdersInvoiceReceipt: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				invoice: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Who sold it */
						cashier: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						date: string;
						/** @example INV-20231103-0001 */
						invoice_number: string;
						lines: {
							amount: number;
							category: string | null;
							product: string;
							product_id: number;
							quantity: number;
							unit_price: number;
						}[];
						outlet: {
							id: number;
							name: string;
						} | null;
						/** @enum {string} */
						payment_method: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/** @enum {string} */
						status: "new" | "preparing" | "ready" | "completed" | "cancelled";
						/** @description Rupiah; all items, also those without a category */
						total_amount: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiV1OrdersInvoiceStatus: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				invoice: string;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @example preparing
					 * @enum {string}
					 */
					status: "new" | "preparing" | "ready" | "completed" | "cancelled";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date
						 * @example 2025-10-01
						 */
						date: string;
						id: number;
						/** @example INV-20231103-0001 */
						invoice_number: string;
						outlet_id: number | null;
						/** @enum {string} */
						payment_method: "CASH" | "CARD" | "QRIS" | "TRANSFER";
						/** @enum {string} */
						status: "new" | "preparing" | "ready" | "completed" | "cancelled";
						/** @description Rupiah; all items, also those without a category */
						total_amount: number;
					} & {
						[key: string]: {
							/** @description Names of the products */
							items: string[];
							quantity: number;
							total_amount: number;
						};
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1OrdersPickup: {
		parameters: {
			query?: {
				outlet_id?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						now: string;
						/** @description The longest first; those that are ready for the last ten minutes only */
						orders: {
							invoice_number: string;
							/**
							 * Format: date-time
							 * @description Since when it has the status
							 * @example 2025-10-01T07:30:00.000Z
							 */
							since: string;
							/** @enum {string} */
							status: "preparing" | "ready";
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1Products: {
		parameters: {
			query?: {
				after?: string;
				barcode?: string;
				category_id?: number;
				is_active?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							barcode: string | null;
							category_id: number | null;
							category_name: string | null;
							id: number;
							is_active: boolean;
							name: string;
							price: number;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiV1Products: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @default null */
					barcode?: string | null;
					/**
					 * @description Without one it counts in an order’s total only
					 * @default null
					 */
					category_id?: number | null;
					/**
					 * @description Only active products can be ordered
					 * @default true
					 */
					is_active?: boolean;
					name: string;
					/**
					 * @description Rupiah
					 * @example 6000
					 */
					price: number;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						barcode: string | null;
						category_id: number | null;
						category_name: string | null;
						id: number;
						is_active: boolean;
						name: string;
						price: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiV1ProductsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						barcode: string | null;
						category_id: number | null;
						category_name: string | null;
						id: number;
						is_active: boolean;
						name: string;
						price: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	patchApiV1ProductsId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					barcode?: string | null;
					category_id?: number | null;
					is_active?: boolean;
					name?: string;
					/**
					 * @description Rupiah
					 * @example 6000
					 */
					price?: number;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						barcode: string | null;
						category_id: number | null;
						category_name: string | null;
						id: number;
						is_active: boolean;
						name: string;
						price: number;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplications: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
				status?: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							applicant: {
								id: number;
								name: string;
							};
							/** @description Of the step `business`; null while it has none */
							businessName: string | null;
							/** @description The clinic that an approved one became */
							clinicId: number | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							decidedAt: string | null;
							/** @description The last one */
							decision: ("APPROVED" | "REJECTED" | "CHANGES_REQUESTED") | null;
							id: number;
							progress: {
								/** @description Steps that are complete */
								complete: number;
								percent: number;
								/** @description Whether each step is complete */
								steps: {
									[key: string]: boolean;
								};
								total: number;
							};
							/** @description Of the last decision */
							reason: string | null;
							/** @enum {string} */
							status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
							/** @description The last time; null before the first */
							submittedAt: string | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updatedAt: string;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiVendorApplications: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						applicant: {
							id: number;
							name: string;
						};
						/** @description Of the step `business`; null while it has none */
						businessName: string | null;
						/** @description The clinic that an approved one became */
						clinicId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						decidedAt: string | null;
						/** @description The last one */
						decision: ("APPROVED" | "REJECTED" | "CHANGES_REQUESTED") | null;
						id: number;
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @description Of the last decision */
						reason: string | null;
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @description The last time; null before the first */
						submittedAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplicationsId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						applicant: {
							id: number;
							name: string;
						};
						/** @description Of the step `business`; null while it has none */
						businessName: string | null;
						/** @description The clinic that an approved one became */
						clinicId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						decidedAt: string | null;
						/** @description The last one */
						decision: ("APPROVED" | "REJECTED" | "CHANGES_REQUESTED") | null;
						documents: {
							contentType: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							filename: string;
							id: number;
							/** @enum {string} */
							kind: "business_licence" | "identity" | "tax_number" | "other";
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description What a reviewer found; null before. A refused one must be sent anew */
							verification: {
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								at: string;
								remark: string | null;
								/** @enum {string} */
								result: "VERIFIED" | "REFUSED";
							} | null;
						}[];
						/** @description What was saved of each step */
						form: {
							/**
							 * @example {
							 *       "name": "Klinik Satwa Sehat",
							 *       "phone": "+628123456789",
							 *       "email": "halo@satwasehat.example"
							 *     }
							 */
							business?: {
								description?: string;
								email?: string;
								/** @description The name in the licence, when it is another one */
								legalName?: string;
								/** @description The name of the clinic, as customers will see it */
								name?: string;
								phone?: string;
							};
							/**
							 * @example {
							 *       "licenceNumber": "NIB 1234567890123",
							 *       "taxNumber": "01.234.567.8-901.000"
							 *     }
							 */
							documents?: {
								/** @description As it stands in the business licence */
								licenceNumber?: string;
								/** @description What reviewers should know of the documents */
								remarks?: string;
								/** @description As it stands in the document: NPWP */
								taxNumber?: string;
							};
							/**
							 * @example {
							 *       "address": {
							 *         "street": "Jl. Kemang Raya 12",
							 *         "city": "Jakarta Selatan",
							 *         "postalCode": "12730"
							 *       },
							 *       "location": {
							 *         "lat": -6.2607,
							 *         "lng": 106.8137
							 *       },
							 *       "timezone": "Asia/Jakarta"
							 *     }
							 */
							location?: {
								address?: {
									city?: string;
									/** @description Two letters; `ID` when absent */
									country?: string;
									district?: string;
									postalCode?: string;
									province?: string;
									street?: string;
								};
								location?: {
									lat?: number;
									lng?: number;
								};
								/** @description Such as `Asia/Makassar`; `Asia/Jakarta` when absent */
								timezone?: string;
							};
							/**
							 * @example {
							 *       "confirmed": true
							 *     }
							 */
							review?: {
								/** @description That everything is true as it stands */
								confirmed?: boolean;
							};
							/**
							 * @example {
							 *       "services": [
							 *         {
							 *           "name": "Vaksinasi",
							 *           "price": 150000,
							 *           "durationMinutes": 30,
							 *           "bufferMinutes": 10
							 *         }
							 *       ]
							 *     }
							 */
							services?: {
								services?: {
									/** @description Kept free behind it; 0 when absent */
									bufferMinutes?: number;
									description?: string;
									durationMinutes?: number;
									name?: string;
									/** @description Rupiah */
									price?: number;
								}[];
							};
						};
						id: number;
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @description Of the last decision */
						reason: string | null;
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @description The last time; null before the first */
						submittedAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplicationsIdDocuments: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							contentType: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							filename: string;
							id: number;
							/** @enum {string} */
							kind: "business_licence" | "identity" | "tax_number" | "other";
							sha256: string;
							/** @description Bytes */
							size: number;
							/** @description What a reviewer found; null before. A refused one must be sent anew */
							verification: {
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								at: string;
								remark: string | null;
								/** @enum {string} */
								result: "VERIFIED" | "REFUSED";
							} | null;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiVendorApplicationsIdDocuments: {
		parameters: {
			query: {
				filename?: string;
				kind: "business_licence" | "identity" | "tax_number" | "other";
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 10485760 bytes: PDF, JPEG or PNG, by content. The same holds in a form. */
		requestBody: {
			content: {
				"*/*": string;
				"multipart/form-data": {
					/** Format: binary */
					file: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						contentType: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						filename: string;
						id: number;
						/** @enum {string} */
						kind: "business_licence" | "identity" | "tax_number" | "other";
						sha256: string;
						/** @description Bytes */
						size: number;
						/** @description What a reviewer found; null before. A refused one must be sent anew */
						verification: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							remark: string | null;
							/** @enum {string} */
							result: "VERIFIED" | "REFUSED";
						} | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplicationsIdDocumentsDocumentId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				documentId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/pdf": string;
					"image/jpeg": string;
					"image/png": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiVendorApplicationsIdDocumentsDocumentId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				documentId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplicationsIdHistory: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * @example submitted
							 * @example step_saved
							 * @example document_added
							 * @example decided
							 */
							action: string;
							/** @description Null for the system */
							actor: {
								id: number;
								name: string;
							} | null;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							at: string;
							/** @description The step, the kind of document, or the decision */
							detail: string | null;
							id: number;
							/** @description Of a decision */
							reason: string | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplicationsIdStepsBusiness: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "name": "Klinik Satwa Sehat",
						 *       "phone": "+628123456789",
						 *       "email": "halo@satwasehat.example"
						 *     }
						 */
						data: {
							description?: string;
							email?: string;
							/** @description The name in the licence, when it is another one */
							legalName?: string;
							/** @description The name of the clinic, as customers will see it */
							name?: string;
							phone?: string;
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "business";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiVendorApplicationsIdStepsBusiness: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 200000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					description?: string;
					email?: string;
					/** @description The name in the licence, when it is another one */
					legalName?: string;
					/** @description The name of the clinic, as customers will see it */
					name?: string;
					phone?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "name": "Klinik Satwa Sehat",
						 *       "phone": "+628123456789",
						 *       "email": "halo@satwasehat.example"
						 *     }
						 */
						data: {
							description?: string;
							email?: string;
							/** @description The name in the licence, when it is another one */
							legalName?: string;
							/** @description The name of the clinic, as customers will see it */
							name?: string;
							phone?: string;
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "business";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplicationsIdStepsDocuments: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "licenceNumber": "NIB 1234567890123",
						 *       "taxNumber": "01.234.567.8-901.000"
						 *     }
						 */
						data: {
							/** @description As it stands in the business licence */
							licenceNumber?: string;
							/** @description What reviewers should know of the documents */
							remarks?: string;
							/** @description As it stands in the document: NPWP */
							taxNumber?: string;
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "documents";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiVendorApplicationsIdStepsDocuments: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 200000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description As it stands in the business licence */
					licenceNumber?: string;
					/** @description What reviewers should know of the documents */
					remarks?: string;
					/** @description As it stands in the document: NPWP */
					taxNumber?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "licenceNumber": "NIB 1234567890123",
						 *       "taxNumber": "01.234.567.8-901.000"
						 *     }
						 */
						data: {
							/** @description As it stands in the business licence */
							licenceNumber?: string;
							/** @description What reviewers should know of the documents */
							remarks?: string;
							/** @description As it stands in the document: NPWP */
							taxNumber?: string;
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "documents";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplicationsIdStepsLocation: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "address": {
						 *         "street": "Jl. Kemang Raya 12",
						 *         "city": "Jakarta Selatan",
						 *         "postalCode": "12730"
						 *       },
						 *       "location": {
						 *         "lat": -6.2607,
						 *         "lng": 106.8137
						 *       },
						 *       "timezone": "Asia/Jakarta"
						 *     }
						 */
						data: {
							address?: {
								city?: string;
								/** @description Two letters; `ID` when absent */
								country?: string;
								district?: string;
								postalCode?: string;
								province?: string;
								street?: string;
							};
							location?: {
								lat?: number;
								lng?: number;
							};
							/** @description Such as `Asia/Makassar`; `Asia/Jakarta` when absent */
							timezone?: string;
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "location";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiVendorApplicationsIdStepsLocation: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 200000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					address?: {
						city?: string;
						/** @description Two letters; `ID` when absent */
						country?: string;
						district?: string;
						postalCode?: string;
						province?: string;
						street?: string;
					};
					location?: {
						lat?: number;
						lng?: number;
					};
					/** @description Such as `Asia/Makassar`; `Asia/Jakarta` when absent */
					timezone?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "address": {
						 *         "street": "Jl. Kemang Raya 12",
						 *         "city": "Jakarta Selatan",
						 *         "postalCode": "12730"
						 *       },
						 *       "location": {
						 *         "lat": -6.2607,
						 *         "lng": 106.8137
						 *       },
						 *       "timezone": "Asia/Jakarta"
						 *     }
						 */
						data: {
							address?: {
								city?: string;
								/** @description Two letters; `ID` when absent */
								country?: string;
								district?: string;
								postalCode?: string;
								province?: string;
								street?: string;
							};
							location?: {
								lat?: number;
								lng?: number;
							};
							/** @description Such as `Asia/Makassar`; `Asia/Jakarta` when absent */
							timezone?: string;
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "location";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplicationsIdStepsReview: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "confirmed": true
						 *     }
						 */
						data: {
							/** @description That everything is true as it stands */
							confirmed?: boolean;
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "review";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiVendorApplicationsIdStepsReview: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 200000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description That everything is true as it stands */
					confirmed?: boolean;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "confirmed": true
						 *     }
						 */
						data: {
							/** @description That everything is true as it stands */
							confirmed?: boolean;
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "review";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiVendorApplicationsIdStepsServices: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "services": [
						 *         {
						 *           "name": "Vaksinasi",
						 *           "price": 150000,
						 *           "durationMinutes": 30,
						 *           "bufferMinutes": 10
						 *         }
						 *       ]
						 *     }
						 */
						data: {
							services?: {
								/** @description Kept free behind it; 0 when absent */
								bufferMinutes?: number;
								description?: string;
								durationMinutes?: number;
								name?: string;
								/** @description Rupiah */
								price?: number;
							}[];
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "services";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiVendorApplicationsIdStepsServices: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 200000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					services?: {
						/** @description Kept free behind it; 0 when absent */
						bufferMinutes?: number;
						description?: string;
						durationMinutes?: number;
						name?: string;
						/** @description Rupiah */
						price?: number;
					}[];
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						complete: boolean;
						/**
						 * @example {
						 *       "services": [
						 *         {
						 *           "name": "Vaksinasi",
						 *           "price": 150000,
						 *           "durationMinutes": 30,
						 *           "bufferMinutes": 10
						 *         }
						 *       ]
						 *     }
						 */
						data: {
							services?: {
								/** @description Kept free behind it; 0 when absent */
								bufferMinutes?: number;
								description?: string;
								durationMinutes?: number;
								name?: string;
								/** @description Rupiah */
								price?: number;
							}[];
						};
						/** @description What it lacks to be complete, the first 50 */
						errors: {
							/** @example services[0].price */
							field: string;
							/** @description In the language of the reader */
							message: string;
						}[];
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @constant */
						step: "services";
						/** @description Of the application */
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiVendorApplicationsIdSubmit: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						applicant: {
							id: number;
							name: string;
						};
						/** @description Of the step `business`; null while it has none */
						businessName: string | null;
						/** @description The clinic that an approved one became */
						clinicId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						decidedAt: string | null;
						/** @description The last one */
						decision: ("APPROVED" | "REJECTED" | "CHANGES_REQUESTED") | null;
						id: number;
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @description Of the last decision */
						reason: string | null;
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @description The last time; null before the first */
						submittedAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiVendorApplicationsIdWithdraw: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						applicant: {
							id: number;
							name: string;
						};
						/** @description Of the step `business`; null while it has none */
						businessName: string | null;
						/** @description The clinic that an approved one became */
						clinicId: number | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						decidedAt: string | null;
						/** @description The last one */
						decision: ("APPROVED" | "REJECTED" | "CHANGES_REQUESTED") | null;
						id: number;
						progress: {
							/** @description Steps that are complete */
							complete: number;
							percent: number;
							/** @description Whether each step is complete */
							steps: {
								[key: string]: boolean;
							};
							total: number;
						};
						/** @description Of the last decision */
						reason: string | null;
						/** @enum {string} */
						status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
						/** @description The last time; null before the first */
						submittedAt: string | null;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updatedAt: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWaitingList: {
		parameters: {
			query?: {
				after?: string;
				clinicId?: number;
				limit?: number;
				mine?: string;
				page?: number;
				status?: "unconfirmed" | "waiting" | "offered" | "booked" | "missed" | "left" | "expired";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description What is, or was, held for them */
							bookingId: number | null;
							clinicId: number;
							clinicName: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							createdAt: string;
							/** @description null for a guest */
							customerId: number | null;
							customerName: string | null;
							firstDate: string;
							fromTime: string | null;
							id: number;
							lastDate: string;
							petName: string | null;
							serviceId: number;
							serviceName: string;
							staffId: number | null;
							staffName: string | null;
							/** @enum {string} */
							status: "unconfirmed" | "waiting" | "offered" | "booked" | "missed" | "left" | "expired";
							untilTime: string | null;
							waitingSince: string | null;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiWaitingList: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					clinicId: number;
					/**
					 * Format: date
					 * @description On the clinic’s calendar
					 * @example 2025-10-01
					 */
					firstDate: string;
					/**
					 * @description On the clinic’s clocks: the visit begins then or later
					 * @example 09:00
					 */
					fromTime?: string;
					/**
					 * Format: date
					 * @description At most 31 days with the first
					 * @example 2025-10-01
					 */
					lastDate: string;
					/** @description One of your own */
					petId: number;
					serviceId: number;
					/** @description Who is to do it; without it whoever is free */
					staffId?: number;
					/**
					 * @description The visit begins before
					 * @example 12:00
					 */
					untilTime?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What is, or was, held for them */
						bookingId: number | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description null for a guest */
						customerId: number | null;
						customerName: string | null;
						firstDate: string;
						fromTime: string | null;
						id: number;
						lastDate: string;
						petName: string | null;
						serviceId: number;
						serviceName: string;
						staffId: number | null;
						staffName: string | null;
						/** @enum {string} */
						status: "unconfirmed" | "waiting" | "offered" | "booked" | "missed" | "left" | "expired";
						untilTime: string | null;
						waitingSince: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWaitingListId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What is, or was, held for them */
						bookingId: number | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description null for a guest */
						customerId: number | null;
						customerName: string | null;
						firstDate: string;
						fromTime: string | null;
						id: number;
						lastDate: string;
						petName: string | null;
						serviceId: number;
						serviceName: string;
						staffId: number | null;
						staffName: string | null;
						/** @enum {string} */
						status: "unconfirmed" | "waiting" | "offered" | "booked" | "missed" | "left" | "expired";
						untilTime: string | null;
						waitingSince: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiWaitingListId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description What is, or was, held for them */
						bookingId: number | null;
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/** @description null for a guest */
						customerId: number | null;
						customerName: string | null;
						firstDate: string;
						fromTime: string | null;
						id: number;
						lastDate: string;
						petName: string | null;
						serviceId: number;
						serviceName: string;
						staffId: number | null;
						staffName: string | null;
						/** @enum {string} */
						status: "unconfirmed" | "waiting" | "offered" | "booked" | "missed" | "left" | "expired";
						untilTime: string | null;
						waitingSince: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiWaitingListGuests: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					clinicId: number;
					/** Format: email */
					email: string;
					/**
					 * Format: date
					 * @description On the clinic’s calendar
					 * @example 2025-10-01
					 */
					firstDate: string;
					/**
					 * @description On the clinic’s clocks: the visit begins then or later
					 * @example 09:00
					 */
					fromTime?: string;
					/**
					 * @description Of the mails; without it, that of the request
					 * @enum {string}
					 */
					language?: "id" | "en";
					/**
					 * Format: date
					 * @description At most 31 days with the first
					 * @example 2025-10-01
					 */
					lastDate: string;
					name: string;
					pet: {
						/** @example Momo */
						name: string;
						/** @example cat */
						species: string;
					};
					/** @example +628123456789 */
					phone: string;
					serviceId: number;
					/** @description Who is to do it; without it whoever is free */
					staffId?: number;
					/** @description Times are told on the clinic’s clocks, and in brackets on those of this zone */
					timeZone?: string;
					/**
					 * @description The visit begins before
					 * @example 12:00
					 */
					untilTime?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @constant */
						mailSent: true;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiWaitingListGuestsConfirm: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Behind the # of the mailed link */
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						customerName: string | null;
						firstDate: string;
						fromTime: string | null;
						lastDate: string;
						may: {
							confirm: boolean;
							leave: boolean;
						};
						petName: string | null;
						serviceId: number;
						serviceName: string;
						staffId: number | null;
						staffName: string | null;
						/** @enum {string} */
						status: "unconfirmed" | "waiting" | "offered" | "booked" | "missed" | "left" | "expired";
						untilTime: string | null;
						waitingSince: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiWaitingListGuestsLeave: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Behind the # of the mailed link */
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						customerName: string | null;
						firstDate: string;
						fromTime: string | null;
						lastDate: string;
						may: {
							confirm: boolean;
							leave: boolean;
						};
						petName: string | null;
						serviceId: number;
						serviceName: string;
						staffId: number | null;
						staffName: string | null;
						/** @enum {string} */
						status: "unconfirmed" | "waiting" | "offered" | "booked" | "missed" | "left" | "expired";
						untilTime: string | null;
						waitingSince: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiWaitingListGuestsOpen: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Behind the # of the mailed link */
					token: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						clinicId: number;
						clinicName: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						customerName: string | null;
						firstDate: string;
						fromTime: string | null;
						lastDate: string;
						may: {
							confirm: boolean;
							leave: boolean;
						};
						petName: string | null;
						serviceId: number;
						serviceName: string;
						staffId: number | null;
						staffName: string | null;
						/** @enum {string} */
						status: "unconfirmed" | "waiting" | "offered" | "booked" | "missed" | "left" | "expired";
						untilTime: string | null;
						waitingSince: string | null;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkorders: {
		parameters: {
			query?: {
				after?: string;
				date?: string;
				endDate?: string;
				limit?: number;
				operator_id?: number;
				overdue?: string;
				page?: number;
				priority?: "urgent" | "high" | "normal" | "low";
				startDate?: string;
				status?: "Pending" | "In Progress" | "Completed";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							completed_at: string | null;
							/** @description Pieces made, the sum of the history */
							completed_quantity: number;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							deadline: string;
							id: number;
							/** @example WO-20231101-001 */
							number: string;
							operator: {
								id: number;
								name: string;
								username: string | null;
							};
							operator_id: number;
							/** @enum {string} */
							priority: "urgent" | "high" | "normal" | "low";
							product_name: string;
							/** @description Pieces ordered */
							quantity: number;
							/** @description The order of which it was a part */
							split_from: {
								id: number;
								number: string;
							} | null;
							/** @enum {string} */
							status: "Pending" | "In Progress" | "Completed";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updated_at: string;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiWorkorders: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description An instant, or a date, which means the end of that business day; not in the past
					 * @example 2025-10-01T09:00:00Z
					 * @example 2025-10-01
					 */
					deadline: string;
					/** @description An active user with the role production_operator */
					operator_id: number;
					/**
					 * @default normal
					 * @enum {string}
					 */
					priority?: "urgent" | "high" | "normal" | "low";
					product_name: string;
					quantity: number;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkordersId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiWorkordersId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description An instant, or a date, which means the end of that business day
					 * @example 2025-10-01T09:00:00Z
					 * @example 2025-10-01
					 */
					deadline?: string;
					operator_id?: number;
					/** @enum {string} */
					priority?: "urgent" | "high" | "normal" | "low";
					product_name?: string;
					/** @description Pieces ordered; not fewer than are made */
					quantity?: number;
					/** @enum {string} */
					status?: "Pending" | "In Progress" | "Completed";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkordersIdAttachments: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							content_type: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							filename: string;
							id: number;
							sha256: string;
							/** @description Bytes */
							size: number;
							/**
							 * @description Of an image, as soon as a worker has made one; null until then, and for other files
							 * @example /api/workorders/7/attachments/3/thumbnail
							 */
							thumbnail_url: string | null;
							uploaded_by: number;
							uploaded_by_name: string;
							/** @description The order to which it was attached; of a part, that may be the one it was split from */
							work_order_id: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiWorkordersIdAttachments: {
		parameters: {
			query?: {
				filename?: string;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 10485760 bytes: PDF, PNG, JPEG, WebP or plain UTF-8 text, by content. The same holds in a form. */
		requestBody: {
			content: {
				"*/*": string;
				"multipart/form-data": {
					/** Format: binary */
					file: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						content_type: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						filename: string;
						id: number;
						sha256: string;
						/** @description Bytes */
						size: number;
						/**
						 * @description Of an image, as soon as a worker has made one; null until then, and for other files
						 * @example /api/workorders/7/attachments/3/thumbnail
						 */
						thumbnail_url: string | null;
						uploaded_by: number;
						uploaded_by_name: string;
						/** @description The order to which it was attached; of a part, that may be the one it was split from */
						work_order_id: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkordersIdAttachmentsAttachmentId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				attachmentId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/pdf": string;
					"image/jpeg": string;
					"image/png": string;
					"image/webp": string;
					"text/plain; charset=utf-8": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	deleteApiWorkordersIdAttachmentsAttachmentId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				attachmentId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkordersIdAttachmentsAttachmentIdThumbnail: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				attachmentId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"image/webp": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkordersIdHistory: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							changed_at: string;
							changed_by: number;
							changed_by_name: string;
							/** @description Pieces made up to this line */
							completed_quantity: number;
							id: number;
							/** @description Who had the order then */
							operator_id: number;
							/** @enum {string} */
							previous_status: "Pending" | "In Progress" | "Completed";
							/** @description Pieces made since the line before */
							quantity: number;
							/** @enum {string} */
							status: "Pending" | "In Progress" | "Completed";
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkordersIdProgress: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							created_by: number;
							created_by_name: string;
							id: number;
							note: string;
							work_order_id: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiWorkordersIdProgress: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					note: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						created_by: number;
						created_by_name: string;
						id: number;
						note: string;
						work_order_id: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postApiWorkordersIdSplit: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description An instant, or a date, which means the end of that business day
					 * @example 2025-10-01T09:00:00Z
					 * @example 2025-10-01
					 */
					deadline?: string;
					/** @description Who makes them; whoever has the order when absent */
					operator_id?: number;
					/** @enum {string} */
					priority?: "urgent" | "high" | "normal" | "low";
					/** @description Pieces that become an order of their own; at least one stays to be made */
					quantity: number;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putApiWorkordersIdStatus: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Pieces made since the update before, added to those; 0 when absent, which Completed does not allow. Managers take back with a negative number what was counted by mistake */
					quantity?: number;
					/** @enum {string} */
					status: "Pending" | "In Progress" | "Completed";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkordersAssigned: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				overdue?: string;
				page?: number;
				priority?: "urgent" | "high" | "normal" | "low";
				status?: "Pending" | "In Progress" | "Completed";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							completed_at: string | null;
							/** @description Pieces made, the sum of the history */
							completed_quantity: number;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							deadline: string;
							id: number;
							/** @example WO-20231101-001 */
							number: string;
							operator: {
								id: number;
								name: string;
								username: string | null;
							};
							operator_id: number;
							/** @enum {string} */
							priority: "urgent" | "high" | "normal" | "low";
							product_name: string;
							/** @description Pieces ordered */
							quantity: number;
							/** @description The order of which it was a part */
							split_from: {
								id: number;
								number: string;
							} | null;
							/** @enum {string} */
							status: "Pending" | "In Progress" | "Completed";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updated_at: string;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						/**
						 * Format: date-time
						 * @description The server's clock, by which an order is late
						 * @example 2025-10-01T07:30:00.000Z
						 */
						now: string;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkordersBoard: {
		parameters: {
			query?: {
				limit?: number;
				operator_id?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						columns: {
							orders: {
								completed_at: string | null;
								/** @description Pieces made, the sum of the history */
								completed_quantity: number;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								created_at: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								deadline: string;
								id: number;
								/** @example WO-20231101-001 */
								number: string;
								operator: {
									id: number;
									name: string;
									username: string | null;
								};
								operator_id: number;
								/** @enum {string} */
								priority: "urgent" | "high" | "normal" | "low";
								product_name: string;
								/** @description Pieces ordered */
								quantity: number;
								/** @description The order of which it was a part */
								split_from: {
									id: number;
									number: string;
								} | null;
								/** @enum {string} */
								status: "Pending" | "In Progress" | "Completed";
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								updated_at: string;
								version: number;
							}[];
							overdue: number;
							/** @enum {string} */
							status: "Pending" | "In Progress" | "Completed";
							total: number;
						}[];
						/**
						 * Format: date-time
						 * @description The server's clock, by which an order is late
						 * @example 2025-10-01T07:30:00.000Z
						 */
						now: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getApiWorkordersOperators: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description Whether orders may be given to them; others only still have some */
							can_take: boolean;
							id: number;
							in_progress: number;
							name: string;
							/** @description Open orders past their deadline */
							overdue: number;
							/** @description Orders not begun */
							pending: number;
							/** @description Pieces of open orders that are not made */
							pieces_left: number;
							username: string | null;
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postLogin: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 8192 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					email?: string;
					identifier?: string;
					nik?: string;
					/** Format: password */
					password: string;
					username?: string;
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						accessToken: string;
						token: string;
						user: {
							createdAt: string;
							departmentId: number | null;
							email: string | null;
							id: number;
							isActive: boolean;
							jabatanId: number | null;
							karyawanId: number | null;
							/** @enum {string} */
							language: "id" | "en";
							mustChangePassword: boolean;
							namaLengkap: string;
							nik: string | null;
							phone: string | null;
							role: string;
							roleLabel: string;
							roles: string[];
							scopedRoles: {
								clinicId: number | null;
								departmentId: number | null;
								outletId: number | null;
								role: string;
							}[];
							servedDepartmentIds: number[];
							timeZone: string | null;
							updatedAt: string;
							username: string | null;
							version: number;
						};
					} | {
						methods: ("passkey" | "totp" | "sms" | "backup")[];
						/** @constant */
						mfaRequired: true;
						mfaToken: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postRegister: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					namaLengkap?: string;
					/** Format: password */
					password: string;
					/** @example employee */
					role: string;
					username: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						createdAt: string;
						departmentId: number | null;
						email: string | null;
						id: number;
						isActive: boolean;
						jabatanId: number | null;
						karyawanId: number | null;
						/** @enum {string} */
						language: "id" | "en";
						mustChangePassword: boolean;
						namaLengkap: string;
						nik: string | null;
						phone: string | null;
						role: string;
						roleLabel: string;
						roles: string[];
						scopedRoles: {
							clinicId: number | null;
							departmentId: number | null;
							outletId: number | null;
							role: string;
						}[];
						servedDepartmentIds: number[];
						timeZone: string | null;
						updatedAt: string;
						username: string | null;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getReportsOperators: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				operator_id?: number;
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description From creation to completion, one decimal */
						avg_lead_time_hours: number | null;
						/** @description Orders that this operator had when they were completed */
						completed_orders: number;
						/** @description Pieces made by this operator, of any completed order */
						completed_quantity: number;
						late_orders: number;
						on_time_orders: number;
						operator_id: number;
						operator_name: string;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getReportsWorkorders: {
		parameters: {
			query?: {
				bom?: string;
				delimiter?: "comma" | "semicolon";
				endDate?: string;
				format?: "json" | "csv" | "pdf";
				operator_id?: number;
				priority?: "urgent" | "high" | "normal" | "low";
				startDate?: string;
				tanggalAkhir?: string;
				tanggalMulai?: string;
			};
			header?: {
				/** @description Which of the formats, when `format` does not say it */
				Accept?: string;
				/** @description `respond-async`: answer 202 at once and do not wait for the PDF */
				Prefer?: string;
			};
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description Pieces made */
						completed_quantity: number;
						/** @description Open and past their deadline */
						overdue_orders: number;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						total_orders: number;
						/** @description Pieces ordered */
						total_quantity: number;
					}[];
					"application/pdf": string;
					"text/csv": string;
				};
			};
			/** @description The file is being made; this is its report job */
			202: {
				headers: {
					/** @description The report job: where to ask how far it is */
					Location?: string;
					/** @description `respond-async`, when that was asked for */
					"Preference-Applied"?: string;
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/** @description CSV: begin with a byte order mark, by which Excel recognises UTF-8 */
						bom: boolean;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						createdAt: string;
						/**
						 * @description CSV: `semicolon` separates cells so and writes decimals with a comma, as spreadsheets with Indonesian settings do
						 * @enum {string}
						 */
						delimiter: "comma" | "semicolon";
						/** @description Null until there is a file, and after it was removed */
						downloadUrl: string | null;
						error: string | null;
						/** @description When the file is removed */
						expiresAt: string | null;
						fileName: string | null;
						finishedAt: string | null;
						/** @enum {string} */
						format: "json" | "csv" | "pdf";
						/** Format: uuid */
						id: string;
						keyId: string | null;
						/** @description As they were understood: aliases and defaults resolved */
						params: {
							[key: string]: unknown;
						};
						progress: number;
						report: string;
						requestedBy: number;
						sha256: string | null;
						/** @description Ed25519, base64; see /verify */
						signature: string | null;
						/** @description Bytes */
						size: number | null;
						startedAt: string | null;
						/** @enum {string} */
						status: "queued" | "running" | "completed" | "failed" | "cancelled";
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getWorkorders: {
		parameters: {
			query?: {
				after?: string;
				date?: string;
				endDate?: string;
				limit?: number;
				operator_id?: number;
				overdue?: string;
				page?: number;
				priority?: "urgent" | "high" | "normal" | "low";
				startDate?: string;
				status?: "Pending" | "In Progress" | "Completed";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							completed_at: string | null;
							/** @description Pieces made, the sum of the history */
							completed_quantity: number;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							deadline: string;
							id: number;
							/** @example WO-20231101-001 */
							number: string;
							operator: {
								id: number;
								name: string;
								username: string | null;
							};
							operator_id: number;
							/** @enum {string} */
							priority: "urgent" | "high" | "normal" | "low";
							product_name: string;
							/** @description Pieces ordered */
							quantity: number;
							/** @description The order of which it was a part */
							split_from: {
								id: number;
								number: string;
							} | null;
							/** @enum {string} */
							status: "Pending" | "In Progress" | "Completed";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updated_at: string;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postWorkorders: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path?: never;
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description An instant, or a date, which means the end of that business day; not in the past
					 * @example 2025-10-01T09:00:00Z
					 * @example 2025-10-01
					 */
					deadline: string;
					/** @description An active user with the role production_operator */
					operator_id: number;
					/**
					 * @default normal
					 * @enum {string}
					 */
					priority?: "urgent" | "high" | "normal" | "low";
					product_name: string;
					quantity: number;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getWorkordersId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putWorkordersId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description An instant, or a date, which means the end of that business day
					 * @example 2025-10-01T09:00:00Z
					 * @example 2025-10-01
					 */
					deadline?: string;
					operator_id?: number;
					/** @enum {string} */
					priority?: "urgent" | "high" | "normal" | "low";
					product_name?: string;
					/** @description Pieces ordered; not fewer than are made */
					quantity?: number;
					/** @enum {string} */
					status?: "Pending" | "In Progress" | "Completed";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getWorkordersIdAttachments: {
		parameters: {
			query?: {
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							content_type: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							filename: string;
							id: number;
							sha256: string;
							/** @description Bytes */
							size: number;
							/**
							 * @description Of an image, as soon as a worker has made one; null until then, and for other files
							 * @example /api/workorders/7/attachments/3/thumbnail
							 */
							thumbnail_url: string | null;
							uploaded_by: number;
							uploaded_by_name: string;
							/** @description The order to which it was attached; of a part, that may be the one it was split from */
							work_order_id: number;
						}[];
						limit: number;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postWorkordersIdAttachments: {
		parameters: {
			query?: {
				filename?: string;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 10485760 bytes: PDF, PNG, JPEG, WebP or plain UTF-8 text, by content. The same holds in a form. */
		requestBody: {
			content: {
				"*/*": string;
				"multipart/form-data": {
					/** Format: binary */
					file: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						content_type: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						filename: string;
						id: number;
						sha256: string;
						/** @description Bytes */
						size: number;
						/**
						 * @description Of an image, as soon as a worker has made one; null until then, and for other files
						 * @example /api/workorders/7/attachments/3/thumbnail
						 */
						thumbnail_url: string | null;
						uploaded_by: number;
						uploaded_by_name: string;
						/** @description The order to which it was attached; of a part, that may be the one it was split from */
						work_order_id: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getWorkordersIdAttachmentsAttachmentId: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				attachmentId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/pdf": string;
					"image/jpeg": string;
					"image/png": string;
					"image/webp": string;
					"text/plain; charset=utf-8": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	deleteWorkordersIdAttachmentsAttachmentId: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				attachmentId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			204: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getWorkordersIdAttachmentsAttachmentIdThumbnail: {
		parameters: {
			query?: never;
			header?: {
				/** @description The `ETag` of the file that is wanted */
				"If-Match"?: string;
				/** @description The `ETag` of the file that the client has */
				"If-None-Match"?: string;
				/** @description The `ETag` of the part that the client has */
				"If-Range"?: string;
				/** @description The part that is wanted, such as `bytes=1000-`; several parts get the whole file */
				Range?: string;
			};
			path: {
				attachmentId: number;
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"image/webp": string;
				};
			};
			/** @description The part of the file that was asked for, with which a download that broke off goes on */
			206: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description The file is what the client has already */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			default: components["responses"]["default"];
		};
	};
	getWorkordersIdHistory: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							changed_at: string;
							changed_by: number;
							changed_by_name: string;
							/** @description Pieces made up to this line */
							completed_quantity: number;
							id: number;
							/** @description Who had the order then */
							operator_id: number;
							/** @enum {string} */
							previous_status: "Pending" | "In Progress" | "Completed";
							/** @description Pieces made since the line before */
							quantity: number;
							/** @enum {string} */
							status: "Pending" | "In Progress" | "Completed";
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getWorkordersIdProgress: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				page?: number;
			};
			header?: never;
			path: {
				id: number;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							created_by: number;
							created_by_name: string;
							id: number;
							note: string;
							work_order_id: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postWorkordersIdProgress: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					note: string;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						created_by: number;
						created_by_name: string;
						id: number;
						note: string;
						work_order_id: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	postWorkordersIdSplit: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/**
					 * @description An instant, or a date, which means the end of that business day
					 * @example 2025-10-01T09:00:00Z
					 * @example 2025-10-01
					 */
					deadline?: string;
					/** @description Who makes them; whoever has the order when absent */
					operator_id?: number;
					/** @enum {string} */
					priority?: "urgent" | "high" | "normal" | "low";
					/** @description Pieces that become an order of their own; at least one stays to be made */
					quantity: number;
				};
			};
		};
		responses: {
			/** @description Success */
			201: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	putWorkordersIdStatus: {
		parameters: {
			query?: never;
			header?: {
				/** @description A repetition with the same key and body gets the first answer. Without one a key is made; the answer names it in the same header. */
				"Idempotency-Key"?: string;
				/** @description The version that the decision was made on, such as `"3"`, or the `ETag` of what was read. */
				"If-Match"?: string;
			};
			path: {
				id: number;
			};
			cookie?: never;
		};
		/** @description At most 100000 bytes, with arrays and objects at most 32 deep and at most 2000 members together. */
		requestBody: {
			content: {
				"application/json": {
					/** @description Pieces made since the update before, added to those; 0 when absent, which Completed does not allow. Managers take back with a negative number what was counted by mistake */
					quantity?: number;
					/** @enum {string} */
					status: "Pending" | "In Progress" | "Completed";
				};
			};
		};
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						completed_at: string | null;
						/** @description Pieces made, the sum of the history */
						completed_quantity: number;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						created_at: string;
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						deadline: string;
						id: number;
						/** @example WO-20231101-001 */
						number: string;
						operator: {
							id: number;
							name: string;
							username: string | null;
						};
						operator_id: number;
						/** @enum {string} */
						priority: "urgent" | "high" | "normal" | "low";
						product_name: string;
						/** @description Pieces ordered */
						quantity: number;
						/** @description The order of which it was a part */
						split_from: {
							id: number;
							number: string;
						} | null;
						/** @enum {string} */
						status: "Pending" | "In Progress" | "Completed";
						/**
						 * Format: date-time
						 * @example 2025-10-01T07:30:00.000Z
						 */
						updated_at: string;
						version: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getWorkordersAssigned: {
		parameters: {
			query?: {
				after?: string;
				limit?: number;
				overdue?: string;
				page?: number;
				priority?: "urgent" | "high" | "normal" | "low";
				status?: "Pending" | "In Progress" | "Completed";
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							completed_at: string | null;
							/** @description Pieces made, the sum of the history */
							completed_quantity: number;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							created_at: string;
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							deadline: string;
							id: number;
							/** @example WO-20231101-001 */
							number: string;
							operator: {
								id: number;
								name: string;
								username: string | null;
							};
							operator_id: number;
							/** @enum {string} */
							priority: "urgent" | "high" | "normal" | "low";
							product_name: string;
							/** @description Pieces ordered */
							quantity: number;
							/** @description The order of which it was a part */
							split_from: {
								id: number;
								number: string;
							} | null;
							/** @enum {string} */
							status: "Pending" | "In Progress" | "Completed";
							/**
							 * Format: date-time
							 * @example 2025-10-01T07:30:00.000Z
							 */
							updated_at: string;
							version: number;
						}[];
						limit: number;
						/** @description For `after`; null at the end */
						next: string | null;
						/**
						 * Format: date-time
						 * @description The server's clock, by which an order is late
						 * @example 2025-10-01T07:30:00.000Z
						 */
						now: string;
						page: number;
						total: number;
						totalPages: number;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getWorkordersBoard: {
		parameters: {
			query?: {
				limit?: number;
				operator_id?: number;
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						columns: {
							orders: {
								completed_at: string | null;
								/** @description Pieces made, the sum of the history */
								completed_quantity: number;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								created_at: string;
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								deadline: string;
								id: number;
								/** @example WO-20231101-001 */
								number: string;
								operator: {
									id: number;
									name: string;
									username: string | null;
								};
								operator_id: number;
								/** @enum {string} */
								priority: "urgent" | "high" | "normal" | "low";
								product_name: string;
								/** @description Pieces ordered */
								quantity: number;
								/** @description The order of which it was a part */
								split_from: {
									id: number;
									number: string;
								} | null;
								/** @enum {string} */
								status: "Pending" | "In Progress" | "Completed";
								/**
								 * Format: date-time
								 * @example 2025-10-01T07:30:00.000Z
								 */
								updated_at: string;
								version: number;
							}[];
							overdue: number;
							/** @enum {string} */
							status: "Pending" | "In Progress" | "Completed";
							total: number;
						}[];
						/**
						 * Format: date-time
						 * @description The server's clock, by which an order is late
						 * @example 2025-10-01T07:30:00.000Z
						 */
						now: string;
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
	getWorkordersOperators: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description Success */
			200: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					"application/json": {
						data: {
							/** @description Whether orders may be given to them; others only still have some */
							can_take: boolean;
							id: number;
							in_progress: number;
							name: string;
							/** @description Open orders past their deadline */
							overdue: number;
							/** @description Orders not begun */
							pending: number;
							/** @description Pieces of open orders that are not made */
							pieces_left: number;
							username: string | null;
						}[];
					};
				};
			};
			default: components["responses"]["default"];
		};
	};
}
