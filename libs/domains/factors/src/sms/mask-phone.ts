/** `+62•••••789`: enough for its owner to know which phone to look at. */
export const maskPhone = (phone: string): string =>
  `${phone.slice(0, 3)}${'•'.repeat(phone.length - 6)}${phone.slice(-3)}`;
