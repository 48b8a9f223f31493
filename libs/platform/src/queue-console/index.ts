export { CONSOLE_HEADER, CONSOLE_PATH, isConsoleRequest, signConsoleRequest } from './console-request.ts';
