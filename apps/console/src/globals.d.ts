/** Of the build, which names it in reports. */
declare const __VERSION__: string;
/** Of what the page was built; the server tells the same by `version.json`. Empty while it is being developed. */
declare const __BUILD__: string;
