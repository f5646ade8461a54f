import { cronjobBadSchedule } from './bad-schedule.js';
import { cronjobSuspended } from './suspended.js';

export const cronjob = [cronjobBadSchedule, cronjobSuspended] as const;
