import type { Service } from '../conventions.js';
import { zcc } from './zcc.js';
import { zdx } from './zdx.js';
import { zia } from './zia.js';
import { zpa } from './zpa.js';
import { ztw } from './ztw.js';

/** The services that the sandbox plays. */
export const services: readonly Service[] = [zia, zpa, zcc, zdx, ztw];
