/** What somebody has chosen so far; it stands in the address, so that it can be kept, sent and taken up again. */
export interface Choice {
  clinicId?: number;
  serviceId?: number;
  /** Who is to do it; absent: whoever is free. */
  staffId?: number;
  /** `2027-03` and `2027-03-02`, on the clinic's calendar. */
  month?: string;
  day?: string;
}

export function readChoice(search: Record<string, unknown>): Choice {
  const id = (name: 'clinicId' | 'serviceId' | 'staffId'): Partial<Choice> => {
    const value = Number(search[name]);
    return Number.isInteger(value) && value > 0 ? { [name]: value } : {};
  };
  const text = (name: 'month' | 'day', form: RegExp): Partial<Choice> => {
    const value = search[name];
    return typeof value === 'string' && form.test(value) && !Number.isNaN(Date.parse(value))
      ? { [name]: value }
      : {};
  };
  return {
    ...id('clinicId'),
    ...id('serviceId'),
    ...id('staffId'),
    ...text('month', /^\d{4}-\d\d$/),
    ...text('day', /^\d{4}-\d\d-\d\d$/),
  };
}
