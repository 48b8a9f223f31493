import { businessDate, invalidField } from '@antrean/platform/http';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { anchor } from './anchor.ts';
import { trailBreak } from './trail-break.ts';
import type { MonthRange, TrailFinding } from './verify-trail.ts';
