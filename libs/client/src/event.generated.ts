// Made by `npm run client` from the documents of the api; do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
	schemas: {
		Events: {
			"/": {
				"new-order": {
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
				"order-deleted": {
					invoice_number: string;
				};
				"order-status": {
					invoice_number: string;
					/** @enum {string} */
					previous_status: "new" | "preparing" | "ready" | "completed" | "cancelled";
					/** @enum {string} */
					status: "new" | "preparing" | "ready" | "completed" | "cancelled";
				};
				"order-updated": {
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
				"product-created": {
					id: number;
					is_active: boolean;
					name: string;
					price: number;
				};
				"product-updated": {
					id: number;
					is_active: boolean;
					name: string;
					price: number;
				};
			};
			"/notifications": {
				"availability.block.changed": {
					blockId: number;
					/** @enum {string} */
					change: "added" | "updated" | "removed";
					clinicId: number;
					endsAt: string;
					/** @description Null: the clinic as a whole */
					staffId: number | null;
					startsAt: string;
				};
				"availability.changed": {
					clinicId: number;
					/** @description False: time was taken, and none has become free; otherwise some may have */
					frees?: boolean;
					/** @description The first day on the clinic’s calendar on which it may have */
					from: string;
					/** @description The last one; null: all that follow */
					to: string | null;
					/** @description Of the calendar: later changes have greater ones */
					version: number;
				};
				"availability.rule.changed": {
					/** @enum {string} */
					change: "added" | "updated" | "removed";
					clinicId: number;
					rule: string;
					ruleId: number;
					/** @description Null: the clinic as a whole */
					staffId: number | null;
				};
				"booking.adopted": {
					bookingId: number;
					clinicId: number;
					customerId: number | null;
					endsAt: string;
					localStart: string;
					personId: number;
					petId: number | null;
					serviceId: number;
					staffId: number;
					startsAt: string;
					/** @enum {string} */
					status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
					timeZone: string;
					version: number;
				};
				"booking.cancelled": {
					bookingId: number;
					/** @enum {string} */
					cancelledBy: "customer" | "clinic" | "system";
					changedBy: number | null;
					clinicId: number;
					customerId: number | null;
					endsAt: string;
					localStart: string;
					/** @enum {string} */
					oldStatus: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
					personId: number;
					petId: number | null;
					reason: string | null;
					serviceId: number;
					staffId: number;
					startsAt: string;
					/** @enum {string} */
					status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
					timeZone: string;
					version: number;
				};
				"booking.created": {
					bookingId: number;
					clinicId: number;
					createdBy: number | null;
					customerId: number | null;
					endsAt: string;
					localStart: string;
					personId: number;
					petId: number | null;
					serviceId: number;
					staffId: number;
					startsAt: string;
					/** @enum {string} */
					status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
					timeZone: string;
					version: number;
				};
				"booking.status.changed": {
					bookingId: number;
					changedBy: number | null;
					clinicId: number;
					customerId: number | null;
					endsAt: string;
					localStart: string;
					/** @enum {string} */
					newStatus: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
					/** @enum {string} */
					oldStatus: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
					personId: number;
					petId: number | null;
					serviceId: number;
					staffId: number;
					startsAt: string;
					/** @enum {string} */
					status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
					timeZone: string;
					version: number;
				};
				"booking.updated": {
					bookingId: number;
					/** @description By who has booked without an account */
					byGuest?: boolean;
					changedBy: number | null;
					clinicId: number;
					customerId: number | null;
					endsAt: string;
					localStart: string;
					personId: number;
					petId: number | null;
					previousStaffId: number;
					previousStartsAt: string;
					serviceId: number;
					staffId: number;
					startsAt: string;
					/** @enum {string} */
					status: "held" | "pending" | "confirmed" | "checked_in" | "completed" | "no_show" | "cancelled" | "expired";
					timeZone: string;
					version: number;
				};
				"clinic.created": {
					city: string;
					clinicId: number;
					name: string;
					timezone: string;
				};
				"clinic.deactivated": {
					clinicId: number;
					deleted: boolean;
					name: string;
				};
				"clinic.hours.changed": {
					clinicId: number;
					dates: string[];
					name: string;
				};
				"clinic.invitation.changed": {
					clinicId: number;
					invitationId: number;
					/** @enum {string} */
					role: "manager" | "staff";
					/** @enum {string} */
					status: "invited" | "accepted" | "declined" | "withdrawn" | "expired";
				};
				"clinic.services.changed": {
					/** @enum {string} */
					change: "added" | "updated" | "removed";
					clinicId: number;
					isActive: boolean;
					name: string;
					serviceId: number;
				};
				"clinic.staff.changed": {
					/** @enum {string} */
					change: "added" | "updated" | "removed";
					clinicId: number;
					name: string;
					personId: number;
					/** @enum {string} */
					role: "manager" | "staff";
					staffId: number;
					userId: number | null;
				};
				"clinic.updated": {
					changed: string[];
					clinicId: number;
					isActive: boolean;
					name: string;
					timezone: string;
				};
				"dashboard.metrics": {
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
				"dead_letter.raised": {
					id: string;
					/** @enum {string} */
					kind: "event" | "job";
					name: string;
					where: string;
				};
				"ip_block.changed": {
					cidr: string;
					expiresAt: string | null;
					id: number;
					/** @enum {string} */
					origin: "manual" | "automatic";
					reason: string;
				};
				"ip_block.created": {
					cidr: string;
					expiresAt: string | null;
					id: number;
					/** @enum {string} */
					origin: "manual" | "automatic";
					reason: string;
				};
				"ip_block.lifted": {
					/** @enum {string} */
					cause: "lifted" | "administrator_met";
					cidr: string;
					expiresAt: string | null;
					id: number;
					/** @enum {string} */
					origin: "manual" | "automatic";
					reason: string;
				};
				"job.cancelled": {
					cancelledBy: number;
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** Format: uuid */
					jobId: string;
					/** @constant */
					kind: "report";
					progress: number;
					report: string;
					requestedBy: number;
				};
				"job.completed": {
					downloadUrl: string;
					fileName: string;
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** Format: uuid */
					jobId: string;
					/** @constant */
					kind: "report";
					progress: number;
					report: string;
					requestedBy: number;
					sha256: string;
					size: number;
				};
				"job.failed": {
					error: string;
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** Format: uuid */
					jobId: string;
					/** @constant */
					kind: "report";
					progress: number;
					report: string;
					requestedBy: number;
				};
				"job.progress": {
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** Format: uuid */
					jobId: string;
					/** @constant */
					kind: "report";
					progress: number;
					report: string;
					requestedBy: number;
				};
				"job.queued": {
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** Format: uuid */
					jobId: string;
					/** @constant */
					kind: "report";
					progress: number;
					report: string;
					requestedBy: number;
				};
				"job.retried": {
					/** @enum {string} */
					format: "json" | "csv" | "pdf";
					/** Format: uuid */
					jobId: string;
					/** @constant */
					kind: "report";
					progress: number;
					report: string;
					requestedBy: number;
					retriedBy: number;
				};
				"login.succeeded": {
					device: string | null;
					sessionId: string;
					userId: number;
				};
				notification: {
					at: string;
					id: number;
					notification: string;
					text: string;
					title: string;
					url: string | null;
					userId: number;
				};
				"notification.read": {
					id: number | null;
					unread: number;
					userId: number;
				};
				"order.approval.decided": {
					catatanAdmin: string | null;
					decidedBy: number;
					/** @enum {string} */
					decision: "APPROVED" | "REJECTED";
					departmentId: number;
					orderId: number;
					requestedBy: number;
				};
				"order.approval.requested": {
					catatanDapur: string;
					departmentId: number;
					orderId: number;
					requestedBy: number;
					/** @enum {string} */
					requestType: "REJECT" | "EDIT";
				};
				"order.created": {
					createdBy: number;
					departmentId: number;
					jumlahPesanan: number;
					kodePesanan: string;
					orderId: number;
					tanggalPesanan: string;
				};
				"order.status.changed": {
					changedBy: number;
					departmentId: number;
					karyawanPemesanId: number;
					/** @enum {string} */
					newStatus: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
					/** @enum {string} */
					oldStatus: "MENUNGGU" | "IN_PROGRESS" | "READY" | "ON_DELIVERY" | "COMPLETE" | "MENUNGGU_PERSETUJUAN" | "DITOLAK";
					orderId: number;
				};
				"pet.admitted": {
					clinicId: number;
					name: string;
					ownerId: number | null;
					petId: number;
				};
				"pet.created": {
					name: string;
					ownerId: number | null;
					petId: number;
				};
				"pet.deleted": {
					name: string;
					ownerId: number | null;
					petId: number;
				};
				"pet.images.changed": {
					/** @enum {string} */
					change: "added" | "removed";
					imageId: number;
					name: string;
					ownerId: number | null;
					petId: number;
				};
				"pet.record.created": {
					clinicId: number | null;
					name: string;
					ownerId: number | null;
					petId: number;
					recordId: number;
					/** @enum {string} */
					writtenBy: "owner" | "clinic";
				};
				"pet.record.deleted": {
					clinicId: number | null;
					name: string;
					ownerId: number | null;
					petId: number;
					recordId: number;
					/** @enum {string} */
					writtenBy: "owner" | "clinic";
				};
				"pet.record.updated": {
					clinicId: number | null;
					name: string;
					ownerId: number | null;
					petId: number;
					recordId: number;
					/** @enum {string} */
					writtenBy: "owner" | "clinic";
				};
				"pet.updated": {
					changed: string[];
					name: string;
					ownerId: number | null;
					petId: number;
				};
				"preferences.changed": {
					/** @description Names of fields */
					changed: string[];
					userId: number;
				};
				"profile.updated": {
					/** @description Names of fields */
					changed: string[];
					userId: number;
				};
				"reminder.booking.changed": {
					bookingId: number;
					/** @description Null: as it is by default */
					channels: ("email" | "sms" | "inApp")[] | null;
					clinicId: number;
					/** @description Null: a guest’s */
					customerId: number | null;
					/** @description Null: as it is by default */
					offsetsMinutes: number[] | null;
				};
				"reminder.clinic.changed": {
					clinicId: number;
					/** @description Null: as it is by default */
					offsetsMinutes: number[] | null;
				};
				"reminder.preferences.changed": {
					/** @description Null: as it is by default */
					channels: ("email" | "sms" | "inApp")[] | null;
					/** @description Null: as it is by default */
					offsetsMinutes: number[] | null;
					userId: number;
				};
				"report-schedule.stalled": {
					consecutiveSkips: number;
					detail: string;
					name: string;
					ownerId: number;
					/** @enum {string} */
					reason: "unknown-report" | "owner-inactive" | "not-permitted" | "refused" | "failed";
					report: string;
					scheduleId: number;
				};
				"role.created": {
					key: string;
				};
				"role.deleted": {
					key: string;
				};
				"role.updated": {
					key: string;
				};
				"rvm.alarm.acknowledged": {
					alarmId: number;
					by: number;
					code: string;
					/** @enum {string} */
					kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
					outletId: number | null;
					rvmId: number;
				};
				"rvm.alarm.cleared": {
					alarmId: number;
					by: number | null;
					code: string;
					/** @enum {string} */
					kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
					note: string | null;
					outletId: number | null;
					rvmId: number;
				};
				"rvm.alarm.raised": {
					alarmId: number;
					code: string;
					/** @enum {string} */
					kind: "FULL" | "FAULT" | "OFFLINE" | "FLAPPING";
					outletId: number | null;
					rvmId: number;
				};
				"rvm.created": {
					code: string;
					name: string;
					outletId: number | null;
					rvmId: number;
				};
				"rvm.deleted": {
					code: string;
					outletId: number | null;
					rvmId: number;
				};
				"rvm.overridden": {
					by: number;
					code: string;
					outletId: number | null;
					override: {
						reason: string | null;
						/** @enum {string} */
						status: "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
						until: string;
					} | null;
					rvmId: number;
				};
				"rvm.reading": {
					counters: {
						[key: string]: number;
					};
					fillPercent: number | null;
					message: string | null;
					outletId: number | null;
					rvmId: number;
					/** @enum {string} */
					status: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
				};
				"rvm.status.changed": {
					at: string;
					/** @enum {string} */
					cause: "report" | "heartbeat" | "silence" | "override" | "override-end";
					code: string;
					/** @enum {string} */
					newStatus: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
					/** @enum {string} */
					oldStatus: "UNKNOWN" | "ONLINE" | "FULL" | "FAULT" | "MAINTENANCE" | "OFFLINE";
					outletId: number | null;
					rvmId: number;
					seq: number | null;
					statusVersion: number;
					telemetry: {
						counters: {
							[key: string]: number;
						};
						fillPercent: number | null;
						message: string | null;
					};
				};
				"rvm.updated": {
					changed: string[];
					code: string;
					name: string;
					outletId: number | null;
					rvmId: number;
				};
				"session.ended": {
					/** @enum {string} */
					reason: "logout" | "revoked" | "forced" | "session-limit" | "token-reuse" | "expired" | "deactivated" | "password-changed" | "password-reset";
					sessionIds: string[];
					userId: number;
				};
				"user.created": {
					userId: number;
				};
				"user.role.changed": {
					userId: number;
				};
				"user.served-departments.changed": {
					userId: number;
				};
				"user.status.changed": {
					userId: number;
				};
				"vendor.application.claimed": {
					applicantId: number;
					id: number;
					reviewerId: number | null;
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					wasSubmitted: boolean;
				};
				"vendor.application.created": {
					applicantId: number;
					id: number;
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					wasSubmitted: boolean;
				};
				"vendor.application.decided": {
					applicantId: number;
					clinicId: number | null;
					decidedBy: number;
					/** @enum {string} */
					decision: "APPROVED" | "REJECTED" | "CHANGES_REQUESTED";
					id: number;
					reason: string | null;
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					wasSubmitted: boolean;
				};
				"vendor.application.note.added": {
					applicantId: number;
					authorId: number;
					id: number;
					noteId: number;
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					wasSubmitted: boolean;
				};
				"vendor.application.removed": {
					applicantId: number;
					id: number;
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					wasSubmitted: boolean;
				};
				"vendor.application.step.saved": {
					applicantId: number;
					complete: boolean;
					id: number;
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					/** @enum {string} */
					step: "business" | "location" | "services" | "documents" | "review";
					wasSubmitted: boolean;
				};
				"vendor.application.submitted": {
					applicantId: number;
					businessName: string;
					id: number;
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					submissions: number;
					wasSubmitted: boolean;
				};
				"vendor.application.withdrawn": {
					applicantId: number;
					id: number;
					lapsed: boolean;
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					wasSubmitted: boolean;
				};
				"vendor.document.added": {
					applicantId: number;
					documentId: number;
					id: number;
					/** @enum {string} */
					kind: "business_licence" | "identity" | "tax_number" | "other";
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					wasSubmitted: boolean;
				};
				"vendor.document.judged": {
					applicantId: number;
					documentId: number;
					id: number;
					/** @enum {string} */
					kind: "business_licence" | "identity" | "tax_number" | "other";
					remark: string | null;
					/** @enum {string} */
					result: "VERIFIED" | "REFUSED";
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					wasSubmitted: boolean;
				};
				"vendor.document.removed": {
					applicantId: number;
					documentId: number;
					id: number;
					/** @enum {string} */
					kind: "business_licence" | "identity" | "tax_number" | "other";
					/** @enum {string} */
					status: "draft" | "submitted" | "changes_requested" | "approved" | "rejected" | "withdrawn";
					wasSubmitted: boolean;
				};
				"waiting-list.changed": {
					/** @description What is held for them */
					bookingId: number | null;
					clinicId: number;
					/** @description Null: a guest’s */
					customerId: number | null;
					entryId: number;
					serviceId: number;
					/** @enum {string} */
					status: "unconfirmed" | "waiting" | "offered" | "booked" | "missed" | "left" | "expired";
				};
				"workorder.assigned": {
					assigned_by: number;
					id: number;
					number: string;
					operator_id: number;
					previous_operator_id: number | null;
				};
				"workorder.attachment.added": {
					attachment_id: number;
					filename: string;
					id: number;
					number: string;
					operator_id: number;
				};
				"workorder.attachment.removed": {
					attachment_id: number;
					filename: string;
					id: number;
					number: string;
					operator_id: number;
				};
				"workorder.created": {
					created_by: number;
					deadline: string;
					id: number;
					number: string;
					operator_id: number;
					/** @enum {string} */
					priority: "urgent" | "high" | "normal" | "low";
					product_name: string;
					quantity: number;
					split_from?: string;
					/** @enum {string} */
					status: "Pending" | "In Progress" | "Completed";
				};
				"workorder.progress.added": {
					added_by: number;
					completed_quantity: number;
					id: number;
					note: string | null;
					number: string;
					operator_id: number;
					quantity: number;
				};
				"workorder.status.changed": {
					changed_by: number;
					completed_quantity: number;
					id: number;
					/** @enum {string} */
					new_status: "Pending" | "In Progress" | "Completed";
					number: string;
					/** @enum {string} */
					old_status: "Pending" | "In Progress" | "Completed";
					operator_id: number;
					quantity: number;
				};
				"workorder.updated": {
					changes: {
						[key: string]: string | number;
					};
					id: number;
					number: string;
					operator_id: number;
					updated_by: number;
				};
			};
		};
		Meta: {
			/** Format: date-time */
			at: string;
			/**
			 * Format: uuid
			 * @description Names the event; deduplicate by it
			 */
			id: string;
			name: string;
			/** @description Grows in delivery order; send the last one as auth.since */
			seq: number;
		};
		Requests: {
			"/": {
				"orders.today": {
					input: unknown;
					reply: {
						/** @description The last business day with an order; null when there was none */
						date: string | null;
						/** @description Its orders in the form of `new-order`, the newest first; 1000 at most */
						orders: ({
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
						/** @description How many there are of that day */
						total: number;
					} | {
						/** @enum {string} */
						error: "too_many_requests" | "unavailable";
					};
				};
			};
			"/notifications": {
				unwatch: {
					/** @description A clinic’s id, or `{ clinicId }` */
					input: number | {
						clinicId: number;
					};
					reply: {
						clinicId: number;
					} | {
						/** @enum {string} */
						error: "not_found" | "too_many";
					};
				};
				watch: {
					/** @description A clinic’s id, or `{ clinicId }` */
					input: number | {
						clinicId: number;
					};
					reply: {
						clinicId: number;
					} | {
						/** @enum {string} */
						error: "not_found" | "too_many";
					};
				};
			};
		};
	};
	responses: never;
	parameters: never;
	requestBodies: never;
	headers: never;
	pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
