import { webhookNotAnswering } from './not-answering.js';

export const webhook = [webhookNotAnswering] as const;
