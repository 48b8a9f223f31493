type Doors = Record<string, 'everybody' | 'users' | readonly string[]>;

/** Everybody reads clinics; a manager writes their own, behind the door. */
export const clinics: Doors = {
  'GET /api/clinics': 'everybody',
  'GET /api/clinics/{id}': 'everybody',
  'POST /api/clinics': ['administrator'],
  'PATCH /api/clinics/{id}': ['administrator', 'clinic_manager'],
  'DELETE /api/clinics/{id}': ['administrator', 'clinic_manager'],
  'DELETE /api/clinics/{id}/staff/me': 'users',
  'GET /api/clinic-invitations': 'users',
  'POST /api/clinic-invitations/{id}/accept': 'users',
  'POST /api/clinic-invitations/{id}/decline': 'users',
  ...Object.fromEntries(
    ['hours', 'staff', 'staff/{staffId}', 'services', 'services/{serviceId}'].map((what) => [
      `GET /api/clinics/{id}/${what}`,
      'everybody' as const,
    ]),
  ),
  ...Object.fromEntries(
    [
      'PUT /api/clinics/{id}/hours',
      'PUT /api/clinics/{id}/hours/exceptions/{date}',
      'DELETE /api/clinics/{id}/hours/exceptions/{date}',
      'POST /api/clinics/{id}/staff',
      'PATCH /api/clinics/{id}/staff/{staffId}',
      'DELETE /api/clinics/{id}/staff/{staffId}',
      'POST /api/clinics/{id}/services',
      'PATCH /api/clinics/{id}/services/{serviceId}',
      'DELETE /api/clinics/{id}/services/{serviceId}',
    ].map((door) => [door, ['administrator', 'clinic_manager']]),
  ),
};

/** Slots are for everybody; who works at a clinic reads what it plans and blocks their own time, its manager plans. */
export const availability: Doors = {
  'GET /api/clinics/{id}/slots': 'everybody',
  'GET /api/clinics/{id}/slots/counts': 'everybody',
  ...Object.fromEntries(
    [
      'GET /api/clinics/{id}/availability-rules',
      'GET /api/clinics/{id}/availability-rules/{ruleId}',
      'GET /api/clinics/{id}/blocks',
      'GET /api/clinics/{id}/blocks/{blockId}',
      'POST /api/clinics/{id}/blocks',
      'PATCH /api/clinics/{id}/blocks/{blockId}',
      'DELETE /api/clinics/{id}/blocks/{blockId}',
    ].map((door) => [door, ['administrator', 'clinic_manager', 'clinic_staff']]),
  ),
  ...Object.fromEntries(
    [
      'POST /api/clinics/{id}/availability-rules',
      'PATCH /api/clinics/{id}/availability-rules/{ruleId}',
      'DELETE /api/clinics/{id}/availability-rules/{ruleId}',
    ].map((door) => [door, ['administrator', 'clinic_manager']]),
  ),
};
