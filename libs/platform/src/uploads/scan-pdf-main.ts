/** A thread that reads the PDF whose path it is given, and posts whether it may run something. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { mayRun } from './scan-pdf.ts';

parentPort?.postMessage(mayRun(readFileSync(String(workerData))));
