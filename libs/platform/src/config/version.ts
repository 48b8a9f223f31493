/** Of what runs; every process tells it. */
export const VERSION = '0.1.0';
