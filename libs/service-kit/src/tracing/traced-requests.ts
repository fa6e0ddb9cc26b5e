import type { NestInterceptor } from '@nestjs/common';
import type { Tracing } from '@rms/telemetry';
import type { Request } from 'express';
import { from, lastValueFrom } from 'rxjs';
import { writes } from '../caller.js';

const routeOf = ({ route }: Request): string => (route as { readonly path?: string } | undefined)?.path ?? 'a route without a path';

/**
 * Tells of each request that may lead to something being recorded, by its method and route and never by what stands in its address. A
 * service goes on with the trace of whoever asked; a browser is not asked for one.
 */
export const tracedRequests = (tracing: Tracing, { isForBrowsers }: { readonly isForBrowsers: boolean }): NestInterceptor => ({
  intercept: (context, next) => {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    if (!writes(request)) return next.handle();
    const headers = isForBrowsers ? {} : { traceparent: request.headers['traceparent'] };
    const name = `request: ${request.method} ${routeOf(request)}`;
    return from(tracing.request({ name, headers }, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  },
});
