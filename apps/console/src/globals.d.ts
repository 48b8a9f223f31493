/** Of the build, which names it in reports. */
declare const __VERSION__: string;
