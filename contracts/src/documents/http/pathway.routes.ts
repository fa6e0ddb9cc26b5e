import { followUpRoutes } from './follow-up.routes.js';
import { holidayRoutes } from './holiday.routes.js';
import type { Operation } from './operation.js';

export const pathwayRoutes: readonly Operation[] = [...followUpRoutes, ...holidayRoutes];
